import type { Demand } from '@percorso/contract'
import type { Icon } from '@tabler/icons-react'
import type { screens } from '../texts/en/screens.ts'

/** The loop people work in, in its order. An area shows in the menu as soon as it has a screen. */
export const areas = ['home', 'customers', 'journeys', 'voice', 'engage', 'service', 'insight', 'settings'] as const
export type Area = (typeof areas)[number]

/** Where the texts have the name of a screen, and what else people may call it: `room.screen`. */
type Named<Rooms> = { [Room in keyof Rooms & string]: `${Room}.${keyof Rooms[Room] & string}` }[keyof Rooms & string]
type ScreenText = Named<typeof screens>

/** What menu, command palette, shortcuts and tests know about a screen. */
export type Screen = {
  area: Area
  text: ScreenText
  icon: Icon
  /** Who lacks it does not see the screen; the server decides whether they may. */
  permission: Demand
  /** The key that leads here after `g`. */
  jump?: string
  /** Stands for the addresses of a path with parameters, so that tests can open one. Such screens are in no menu. */
  example?: string
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    screen?: Screen
  }
}
