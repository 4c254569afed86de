import { IconChartBar, IconScale } from '@tabler/icons-react'
import { createRoute } from '@tanstack/react-router'
import { readAttributionSearch } from '../rooms/moments/attribution-search.ts'
import { readMomentsSearch } from '../rooms/moments/moments-search.ts'
import { page } from './page.ts'
import { getParentRoute } from './root.ts'
import './screen.ts'

/** The screens of moments of truth. */
export const momentScreens = [
  createRoute({
    getParentRoute,
    path: '/moments',
    component: page(() => import('../rooms/moments/moments-page.tsx'), 'MomentsPage', 'moments', 'segments', 'sets'),
    validateSearch: readMomentsSearch,
    staticData: { screen: { area: 'journeys', text: 'moments.board', icon: IconScale, permission: 'journeys.read', jump: 'b' } },
  }),
  createRoute({
    getParentRoute,
    path: '/moments/attribution',
    component: page(() => import('../rooms/moments/attribution-page.tsx'), 'AttributionPage', 'moments', 'segments'),
    validateSearch: readAttributionSearch,
    staticData: { screen: { area: 'journeys', text: 'moments.attribution', icon: IconChartBar, permission: 'journeys.read' } },
  }),
] as const
