import { createRootRoute } from '@tanstack/react-router'
import { Frame } from './frame.tsx'
import { NoSuchPage } from './no-such-page.tsx'

/** What every screen is in. */
export const root = createRootRoute({ component: Frame, notFoundComponent: NoSuchPage })
export const getParentRoute = () => root
