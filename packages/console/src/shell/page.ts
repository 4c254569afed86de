import { lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { needTexts } from '../texts/loaded-texts.ts'
import type { Room } from '../texts/texts.ts'

/** A page together with the texts of its rooms: all of it is loaded when somebody first opens it. */
export function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name, ...rooms: Room[]) {
  return lazyRouteComponent<Record<string, ComponentType>, string>(async () => {
    const [loaded] = await Promise.all([load(), needTexts(...rooms)])
    return loaded
  }, name)
}
