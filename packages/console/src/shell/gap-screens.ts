import { IconArrowsDiff, IconBulb } from '@tabler/icons-react'
import { createRoute } from '@tanstack/react-router'
import { readGapsSearch, readInitiativesSearch, readNewInitiativeSearch } from '../rooms/gaps/gaps-search.ts'
import { page } from './page.ts'
import { getParentRoute } from './root.ts'
import './screen.ts'

/** The screens of gaps, and of what is done about them. */
export const gapScreens = [
  createRoute({
    getParentRoute,
    path: '/gaps',
    component: page(() => import('../rooms/gaps/choose-map-page.tsx'), 'ChooseMapPage', 'gaps'),
    staticData: { screen: { area: 'journeys', text: 'gaps.list', icon: IconArrowsDiff, permission: 'maps.read', jump: 'd' } },
  }),
  createRoute({
    getParentRoute,
    path: '/gaps/$mapId',
    component: page(() => import('../rooms/gaps/gaps-page.tsx'), 'GapsPage', 'gaps', 'maps', 'moments', 'segments', 'sets'),
    validateSearch: readGapsSearch,
    staticData: { screen: { area: 'journeys', text: 'gaps.one', icon: IconArrowsDiff, permission: 'maps.read', example: '/gaps/{mapId}' } },
  }),
  createRoute({
    getParentRoute,
    path: '/initiatives',
    component: page(() => import('../rooms/gaps/initiatives/initiatives-page.tsx'), 'InitiativesPage', 'gaps'),
    validateSearch: readInitiativesSearch,
    staticData: { screen: { area: 'journeys', text: 'initiatives.list', icon: IconBulb, permission: 'maps.read', jump: 'n' } },
  }),
  createRoute({
    getParentRoute,
    path: '/initiatives/new',
    component: page(() => import('../rooms/gaps/initiatives/new-initiative-page.tsx'), 'NewInitiativePage', 'gaps', 'segments'),
    validateSearch: readNewInitiativeSearch,
    staticData: {
      screen: { area: 'journeys', text: 'initiatives.fresh', icon: IconBulb, permission: 'maps.manage', example: '/initiatives/new' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/initiatives/$initiativeId',
    component: page(() => import('../rooms/gaps/initiatives/initiative-page.tsx'), 'InitiativePage', 'gaps', 'segments'),
    staticData: {
      screen: {
        area: 'journeys',
        text: 'initiatives.one',
        icon: IconBulb,
        permission: 'maps.read',
        example: '/initiatives/{initiativeId}',
      },
    },
  }),
] as const
