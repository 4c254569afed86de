import { createRootRoute } from '@tanstack/react-router'
import { NoSuchPage } from './no-such-page.tsx'
import { Shell } from './shell.tsx'

/** What every screen is in. */
export const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage })
export const getParentRoute = () => root
