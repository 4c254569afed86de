import { IconMap2 } from '@tabler/icons-react'
import { createRoute } from '@tanstack/react-router'
import { readMapSearch, readMapsSearch } from '../rooms/maps/maps-search.ts'
import { page } from './page.ts'
import { getParentRoute } from './root.ts'
import './screen.ts'

/** The screens of maps, and the page that their links lead to. */
export const mapScreens = [
  createRoute({
    getParentRoute,
    path: '/maps',
    component: page(() => import('../rooms/maps/maps-page.tsx'), 'MapsPage', 'maps'),
    validateSearch: readMapsSearch,
    staticData: { screen: { area: 'journeys', text: 'maps.list', icon: IconMap2, permission: 'maps.read', jump: 'm' } },
  }),
  createRoute({
    getParentRoute,
    path: '/maps/$mapId',
    component: page(() => import('../rooms/maps/map-page.tsx'), 'MapPage', 'maps', 'touchpoints', 'segments'),
    validateSearch: readMapSearch,
    staticData: { screen: { area: 'journeys', text: 'maps.one', icon: IconMap2, permission: 'maps.read', example: '/maps/{mapId}' } },
  }),
  createRoute({
    getParentRoute,
    path: '/shared/maps/$token',
    component: page(() => import('../rooms/maps/shared-map-page.tsx'), 'SharedMapPage', 'maps', 'touchpoints'),
    validateSearch: readMapSearch,
    staticData: { bare: true },
  }),
] as const
