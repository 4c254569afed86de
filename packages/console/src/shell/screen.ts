import type { Demand } from '@percorso/contract'
import type { Icon } from '@tabler/icons-react'
import type { NamespaceKeys, NestedKeyOf } from 'use-intl'
import type { en } from '../texts/en/index.ts'

/** The loop people work in, in its order. An area shows in the menu as soon as it has a screen. */
export const areas = ['home', 'customers', 'journeys', 'voice', 'engage', 'service', 'insight', 'settings'] as const
export type Area = (typeof areas)[number]

/** Where a room keeps the name of a screen and what else people may call it: `{ screens: { list: { name, also } } }` in its texts. */
type ScreenText = Extract<NamespaceKeys<typeof en, NestedKeyOf<typeof en>>, `${string}.screens.${string}`>

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
