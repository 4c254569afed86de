import { IconMapPin } from '@tabler/icons-react'
import { createRoute } from '@tanstack/react-router'
import { readEditorSearch, readTouchpointSearch, readTouchpointsSearch } from '../rooms/touchpoints/touchpoints-search.ts'
import { page } from './page.ts'
import { getParentRoute } from './root.ts'
import './screen.ts'

/** The screens of touchpoints. */
export const touchpointScreens = [
  createRoute({
    getParentRoute,
    path: '/touchpoints',
    component: page(() => import('../rooms/touchpoints/touchpoints-page.tsx'), 'TouchpointsPage', 'touchpoints', 'segments'),
    validateSearch: readTouchpointsSearch,
    staticData: {
      screen: { area: 'journeys', text: 'touchpoints.list', icon: IconMapPin, permission: 'touchpoints.read', jump: 'k' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/touchpoints/new',
    component: page(() => import('../rooms/touchpoints/editor-page.tsx'), 'NewTouchpointPage', 'touchpoints', 'segments'),
    validateSearch: readEditorSearch,
    staticData: {
      screen: {
        area: 'journeys',
        text: 'touchpoints.fresh',
        icon: IconMapPin,
        permission: 'touchpoints.manage',
        example: '/touchpoints/new',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/touchpoints/$touchpointId',
    component: page(() => import('../rooms/touchpoints/touchpoint-page.tsx'), 'TouchpointPage', 'touchpoints', 'segments'),
    validateSearch: readTouchpointSearch,
    staticData: {
      screen: {
        area: 'journeys',
        text: 'touchpoints.one',
        icon: IconMapPin,
        permission: 'touchpoints.read',
        example: '/touchpoints/{touchpointId}',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/touchpoints/$touchpointId/edit',
    component: page(() => import('../rooms/touchpoints/editor-page.tsx'), 'EditTouchpointPage', 'touchpoints', 'segments'),
    staticData: {
      screen: {
        area: 'journeys',
        text: 'touchpoints.edit',
        icon: IconMapPin,
        permission: 'touchpoints.manage',
        example: '/touchpoints/{touchpointId}/edit',
      },
    },
  }),
] as const
