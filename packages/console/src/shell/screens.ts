import {
  IconAlertTriangle,
  IconBolt,
  IconBuilding,
  IconChartCircles,
  IconGauge,
  IconRoute,
  IconHome,
  IconListCheck,
  IconMathFunction,
  IconUser,
  IconUsers,
} from '@tabler/icons-react'
import { createRoute } from '@tanstack/react-router'
import { readAccountsSearch } from '../rooms/customers/accounts-search.ts'
import { readPeopleSearch } from '../rooms/customers/people-search.ts'
import { readTimelineSearch } from '../rooms/customers/timeline-search.ts'
import { readJourneysSearch } from '../rooms/journeys/journeys-search.ts'
import { readLiveSearch } from '../rooms/live/live-search.ts'
import { readRejectedSearch } from '../rooms/live/rejected-search.ts'
import { readEditorSearch, readModelSearch } from '../rooms/scores/scores-search.ts'
import { readBuilderSearch, readSegmentSearch, readSegmentsSearch } from '../rooms/segments/segments-search.ts'
import { readSetSearch, readSetsSearch } from '../rooms/sets/sets-search.ts'
import { readTraitsSearch } from '../rooms/traits/traits-search.ts'
import { page } from './page.ts'
import { getParentRoute, root } from './root.ts'
import './screen.ts'
import { gapScreens } from './gap-screens.ts'
import { touchpointScreens } from './touchpoint-screens.ts'
import { mapScreens } from './map-screens.ts'
import { momentScreens } from './moment-screens.ts'
import { settingsScreens } from './settings-screens.ts'

// Every screen there is. An entry here is all that a new one needs: its room is loaded when somebody opens it, and
// menu, command palette, shortcuts and the tests that visit every screen are made from this list.

export const screens = root.addChildren([
  createRoute({
    getParentRoute,
    path: '/',
    component: page(() => import('../rooms/home/home-page.tsx'), 'HomePage', 'home'),
    staticData: { screen: { area: 'home', text: 'home.home', icon: IconHome, permission: 'facts.read', jump: 'h' } },
  }),
  createRoute({
    getParentRoute,
    path: '/live',
    component: page(() => import('../rooms/live/live-page.tsx'), 'LivePage', 'live'),
    validateSearch: readLiveSearch,
    staticData: { screen: { area: 'home', text: 'live.live', icon: IconBolt, permission: 'facts.read', jump: 'l' } },
  }),
  createRoute({
    getParentRoute,
    path: '/rejected',
    component: page(() => import('../rooms/live/rejected-page.tsx'), 'RejectedPage', 'live'),
    validateSearch: readRejectedSearch,
    staticData: { screen: { area: 'home', text: 'live.rejected', icon: IconAlertTriangle, permission: 'facts.read', jump: 'r' } },
  }),
  createRoute({
    getParentRoute,
    path: '/customers',
    component: page(() => import('../rooms/customers/people-page.tsx'), 'PeoplePage', 'customers'),
    validateSearch: readPeopleSearch,
    staticData: { screen: { area: 'customers', text: 'customers.list', icon: IconUsers, permission: 'people.read', jump: 'c' } },
  }),
  createRoute({
    getParentRoute,
    path: '/profiles/$profileId',
    component: page(() => import('../rooms/customers/person-page.tsx'), 'PersonPage', 'customers'),
    validateSearch: readTimelineSearch,
    staticData: {
      screen: {
        area: 'customers',
        text: 'customers.person',
        icon: IconUser,
        permission: 'people.read',
        example: '/profiles/{profileId}',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/segments',
    component: page(() => import('../rooms/segments/segments-page.tsx'), 'SegmentsPage', 'segments'),
    validateSearch: readSegmentsSearch,
    staticData: {
      screen: { area: 'customers', text: 'segments.list', icon: IconChartCircles, permission: 'segments.read', jump: 'e' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/segments/new',
    component: page(() => import('../rooms/segments/builder-page.tsx'), 'NewSegmentPage', 'segments'),
    validateSearch: readBuilderSearch,
    staticData: {
      screen: {
        area: 'customers',
        text: 'segments.fresh',
        icon: IconChartCircles,
        permission: 'segments.manage',
        example: '/segments/new',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/segments/$segmentId',
    component: page(() => import('../rooms/segments/segment-page.tsx'), 'SegmentPage', 'segments'),
    validateSearch: readSegmentSearch,
    staticData: {
      screen: {
        area: 'customers',
        text: 'segments.one',
        icon: IconChartCircles,
        permission: 'segments.read',
        example: '/segments/{segmentId}',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/segments/$segmentId/edit',
    component: page(() => import('../rooms/segments/builder-page.tsx'), 'EditSegmentPage', 'segments'),
    validateSearch: readBuilderSearch,
    staticData: {
      screen: {
        area: 'customers',
        text: 'segments.edit',
        icon: IconChartCircles,
        permission: 'segments.manage',
        example: '/segments/{segmentId}/edit',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/sets',
    component: page(() => import('../rooms/sets/sets-page.tsx'), 'SetsPage', 'sets', 'segments'),
    validateSearch: readSetsSearch,
    staticData: { screen: { area: 'customers', text: 'sets.list', icon: IconListCheck, permission: 'segments.read', jump: 'u' } },
  }),
  createRoute({
    getParentRoute,
    path: '/sets/$setId',
    component: page(() => import('../rooms/sets/set-page.tsx'), 'SetPage', 'sets', 'segments'),
    validateSearch: readSetSearch,
    staticData: {
      screen: { area: 'customers', text: 'sets.one', icon: IconListCheck, permission: 'segments.read', example: '/sets/{setId}' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/traits',
    component: page(() => import('../rooms/traits/traits-page.tsx'), 'TraitsPage', 'traits', 'segments', 'customers'),
    validateSearch: readTraitsSearch,
    staticData: {
      screen: { area: 'customers', text: 'traits.list', icon: IconMathFunction, permission: 'segments.read', jump: 't' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/scores',
    component: page(() => import('../rooms/scores/scores-page.tsx'), 'ScoresPage', 'scores', 'segments'),
    staticData: { screen: { area: 'customers', text: 'scores.list', icon: IconGauge, permission: 'segments.read', jump: 'o' } },
  }),
  createRoute({
    getParentRoute,
    path: '/scores/new',
    component: page(() => import('../rooms/scores/editor-page.tsx'), 'NewModelPage', 'scores', 'segments'),
    validateSearch: readEditorSearch,
    staticData: {
      screen: {
        area: 'customers',
        text: 'scores.fresh',
        icon: IconGauge,
        permission: 'segments.manage',
        example: '/scores/new?template=leadScore',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/scores/$modelId',
    component: page(() => import('../rooms/scores/model-page.tsx'), 'ModelPage', 'scores', 'segments'),
    validateSearch: readModelSearch,
    staticData: {
      screen: { area: 'customers', text: 'scores.one', icon: IconGauge, permission: 'segments.read', example: '/scores/{modelId}' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/scores/$modelId/edit',
    component: page(() => import('../rooms/scores/editor-page.tsx'), 'EditModelPage', 'scores', 'segments'),
    validateSearch: readEditorSearch,
    staticData: {
      screen: {
        area: 'customers',
        text: 'scores.edit',
        icon: IconGauge,
        permission: 'segments.manage',
        example: '/scores/{modelId}/edit',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/accounts',
    component: page(() => import('../rooms/customers/accounts-page.tsx'), 'AccountsPage', 'customers'),
    validateSearch: readAccountsSearch,
    staticData: {
      screen: { area: 'customers', text: 'customers.accounts', icon: IconBuilding, permission: 'people.read', jump: 'a' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/accounts/$accountId',
    component: page(() => import('../rooms/customers/account-page.tsx'), 'AccountPage', 'customers'),
    staticData: {
      screen: {
        area: 'customers',
        text: 'customers.account',
        icon: IconBuilding,
        permission: 'people.read',
        example: '/accounts/{accountId}',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/journeys',
    component: page(() => import('../rooms/journeys/journeys-page.tsx'), 'JourneysPage', 'journeys', 'sets'),
    validateSearch: readJourneysSearch,
    staticData: { screen: { area: 'journeys', text: 'journeys.explorer', icon: IconRoute, permission: 'journeys.read', jump: 'j' } },
  }),
  ...mapScreens,
  ...gapScreens,
  ...momentScreens,
  ...touchpointScreens,
  ...settingsScreens,
  createRoute({
    getParentRoute,
    path: '/set-up',
    component: page(() => import('../rooms/access/set-up-page.tsx'), 'SetUpPage', 'access'),
  }),
  createRoute({
    getParentRoute,
    path: '/invitation',
    component: page(() => import('../rooms/access/invitation-page.tsx'), 'InvitationPage', 'access'),
  }),
  createRoute({
    getParentRoute,
    path: '/reset-password',
    component: page(() => import('../rooms/access/reset-password-page.tsx'), 'ResetPasswordPage', 'access'),
  }),
])
