import { createContext, use } from 'react'
import { Keyed } from '../model/keyed.ts'

/** The point of a curve that is being dragged, by its cell, and where it is meanwhile. */
export const Dragged = createContext(new Keyed<number>())

export function useDragged(): Keyed<number> {
  return use(Dragged)
}
