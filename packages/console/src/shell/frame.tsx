import { Outlet, useMatches } from '@tanstack/react-router'
import { Shell } from './shell.tsx'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** For people from outside: the page stands alone, without menu and tools. */
    bare?: true
  }
}

/** What every page is in: the shell, or nothing at all. */
export function Frame() {
  const isBare = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.bare) })
  return isBare ? <Outlet /> : <Shell />
}
