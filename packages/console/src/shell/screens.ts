import {
  IconAlertTriangle,
  IconBolt,
  IconBuilding,
  IconFileImport,
  IconPlugConnected,
  IconHistory,
  IconHome,
  IconKey,
  IconShieldLock,
  IconUser,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react'
import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readAccountsSearch } from '../rooms/customers/accounts-search.ts'
import { readPeopleSearch } from '../rooms/customers/people-search.ts'
import { readTimelineSearch } from '../rooms/customers/timeline-search.ts'
import { readNewImportSearch } from '../rooms/imports/new-import-search.ts'
import { readLiveSearch } from '../rooms/live/live-search.ts'
import { readRejectedSearch } from '../rooms/live/rejected-search.ts'
import { readPrivacySearch } from '../rooms/privacy/privacy-search.ts'
import { readAuditFilter } from '../rooms/access/audit-filter.ts'
import { readSourceSearch, readSourcesSearch } from '../rooms/sources/source-search.ts'
import { NoSuchPage } from './no-such-page.tsx'
import { Shell } from './shell.tsx'
import './screen.ts'

// Every screen there is. An entry here is all that a new one needs: its room is loaded when somebody opens it, and
// menu, command palette, shortcuts and the tests that visit every screen are made from this list.

const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage })
const getParentRoute = () => root

export const screens = root.addChildren([
  createRoute({
    getParentRoute,
    path: '/',
    component: lazyRouteComponent(() => import('../rooms/home/home-page.tsx'), 'HomePage'),
    staticData: { screen: { area: 'home', text: 'home.screens.home', icon: IconHome, permission: 'facts.read', jump: 'h' } },
  }),
  createRoute({
    getParentRoute,
    path: '/live',
    component: lazyRouteComponent(() => import('../rooms/live/live-page.tsx'), 'LivePage'),
    validateSearch: readLiveSearch,
    staticData: { screen: { area: 'home', text: 'live.screens.live', icon: IconBolt, permission: 'facts.read', jump: 'l' } },
  }),
  createRoute({
    getParentRoute,
    path: '/rejected',
    component: lazyRouteComponent(() => import('../rooms/live/rejected-page.tsx'), 'RejectedPage'),
    validateSearch: readRejectedSearch,
    staticData: { screen: { area: 'home', text: 'live.screens.rejected', icon: IconAlertTriangle, permission: 'facts.read', jump: 'r' } },
  }),
  createRoute({
    getParentRoute,
    path: '/customers',
    component: lazyRouteComponent(() => import('../rooms/customers/people-page.tsx'), 'PeoplePage'),
    validateSearch: readPeopleSearch,
    staticData: { screen: { area: 'customers', text: 'customers.screens.list', icon: IconUsers, permission: 'people.read', jump: 'c' } },
  }),
  createRoute({
    getParentRoute,
    path: '/profiles/$profileId',
    component: lazyRouteComponent(() => import('../rooms/customers/person-page.tsx'), 'PersonPage'),
    validateSearch: readTimelineSearch,
    staticData: {
      screen: {
        area: 'customers',
        text: 'customers.screens.person',
        icon: IconUser,
        permission: 'people.read',
        example: '/profiles/{profileId}',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/accounts',
    component: lazyRouteComponent(() => import('../rooms/customers/accounts-page.tsx'), 'AccountsPage'),
    validateSearch: readAccountsSearch,
    staticData: {
      screen: { area: 'customers', text: 'customers.screens.accounts', icon: IconBuilding, permission: 'people.read', jump: 'a' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/accounts/$accountId',
    component: lazyRouteComponent(() => import('../rooms/customers/account-page.tsx'), 'AccountPage'),
    staticData: {
      screen: {
        area: 'customers',
        text: 'customers.screens.account',
        icon: IconBuilding,
        permission: 'people.read',
        example: '/accounts/{accountId}',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/privacy',
    component: lazyRouteComponent(() => import('../rooms/privacy/privacy-page.tsx'), 'PrivacyPage'),
    validateSearch: readPrivacySearch,
    staticData: {
      screen: { area: 'settings', text: 'privacy.screens.desk', icon: IconShieldLock, permission: 'privacy.manage', jump: 'p' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/settings/account',
    component: lazyRouteComponent(() => import('../rooms/access/account-page.tsx'), 'AccountPage'),
    staticData: { screen: { area: 'settings', text: 'access.screens.account', icon: IconUserCircle, permission: 'signed-in' } },
  }),
  createRoute({
    getParentRoute,
    path: '/settings/members',
    component: lazyRouteComponent(() => import('../rooms/access/members-page.tsx'), 'MembersPage'),
    staticData: { screen: { area: 'settings', text: 'access.screens.members', icon: IconUsers, permission: 'members.read' } },
  }),
  createRoute({
    getParentRoute,
    path: '/settings/tokens',
    component: lazyRouteComponent(() => import('../rooms/access/tokens-page.tsx'), 'TokensPage'),
    staticData: { screen: { area: 'settings', text: 'access.screens.tokens', icon: IconKey, permission: 'tokens.read' } },
  }),
  createRoute({
    getParentRoute,
    path: '/settings/audit',
    component: lazyRouteComponent(() => import('../rooms/access/audit-page.tsx'), 'AuditPage'),
    validateSearch: readAuditFilter,
    staticData: { screen: { area: 'settings', text: 'access.screens.audit', icon: IconHistory, permission: 'audit.read' } },
  }),
  createRoute({
    getParentRoute,
    path: '/set-up',
    component: lazyRouteComponent(() => import('../rooms/access/set-up-page.tsx'), 'SetUpPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/invitation',
    component: lazyRouteComponent(() => import('../rooms/access/invitation-page.tsx'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/reset-password',
    component: lazyRouteComponent(() => import('../rooms/access/reset-password-page.tsx'), 'ResetPasswordPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/sources',
    component: lazyRouteComponent(() => import('../rooms/sources/sources-page.tsx'), 'SourcesPage'),
    validateSearch: readSourcesSearch,
    staticData: {
      screen: { area: 'settings', text: 'sources.screens.sources', icon: IconPlugConnected, permission: 'sources.read', jump: 's' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/sources/$sourceId',
    component: lazyRouteComponent(() => import('../rooms/sources/source-page.tsx'), 'SourcePage'),
    validateSearch: readSourceSearch,
    staticData: {
      screen: {
        area: 'settings',
        text: 'sources.screens.source',
        icon: IconPlugConnected,
        permission: 'sources.read',
        example: '/sources/{sourceId}',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/imports',
    component: lazyRouteComponent(() => import('../rooms/imports/imports-page.tsx'), 'ImportsPage'),
    staticData: {
      screen: { area: 'settings', text: 'imports.screens.imports', icon: IconFileImport, permission: 'imports.read', jump: 'i' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/imports/new',
    component: lazyRouteComponent(() => import('../rooms/imports/new-import-page.tsx'), 'NewImportPage'),
    validateSearch: readNewImportSearch,
    staticData: {
      screen: { area: 'settings', text: 'imports.screens.fresh', icon: IconFileImport, permission: 'imports.run', example: '/imports/new' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/imports/$importId',
    component: lazyRouteComponent(() => import('../rooms/imports/import-page.tsx'), 'ImportPage'),
    staticData: {
      screen: {
        area: 'settings',
        text: 'imports.screens.one',
        icon: IconFileImport,
        permission: 'imports.read',
        example: '/imports/{importId}',
      },
    },
  }),
])
