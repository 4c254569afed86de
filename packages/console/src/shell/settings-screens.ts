import {
  IconFileImport,
  IconHistory,
  IconKey,
  IconPlugConnected,
  IconSettings,
  IconShieldLock,
  IconUserCircle,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react'
import { createRoute } from '@tanstack/react-router'
import { readAuditFilter } from '../rooms/access/audit-filter.ts'
import { readNewImportSearch } from '../rooms/imports/new-import-search.ts'
import { readPrivacySearch } from '../rooms/privacy/privacy-search.ts'
import { readSourceSearch, readSourcesSearch } from '../rooms/sources/source-search.ts'
import { readWebhookSearch } from '../rooms/webhooks/webhooks-search.ts'
import { page } from './page.ts'
import { getParentRoute } from './root.ts'
import './screen.ts'

/** The screens of how the workspace is run: who may come in, where facts come from and go to, and what is one's own. */
export const settingsScreens = [
  createRoute({
    getParentRoute,
    path: '/settings/workspace',
    component: page(() => import('../rooms/access/workspace-page.tsx'), 'WorkspacePage', 'access'),
    staticData: { screen: { area: 'settings', text: 'access.workspace', icon: IconSettings, permission: 'workspace.manage' } },
  }),
  createRoute({
    getParentRoute,
    path: '/privacy',
    component: page(() => import('../rooms/privacy/privacy-page.tsx'), 'PrivacyPage', 'privacy'),
    validateSearch: readPrivacySearch,
    staticData: {
      screen: { area: 'settings', text: 'privacy.desk', icon: IconShieldLock, permission: 'privacy.manage', jump: 'p' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/settings/account',
    component: page(() => import('../rooms/access/account-page.tsx'), 'AccountPage', 'access'),
    staticData: { screen: { area: 'settings', text: 'access.account', icon: IconUserCircle, permission: 'signed-in' } },
  }),
  createRoute({
    getParentRoute,
    path: '/settings/members',
    component: page(() => import('../rooms/access/members-page.tsx'), 'MembersPage', 'access'),
    staticData: { screen: { area: 'settings', text: 'access.members', icon: IconUsers, permission: 'members.read' } },
  }),
  createRoute({
    getParentRoute,
    path: '/settings/tokens',
    component: page(() => import('../rooms/access/tokens-page.tsx'), 'TokensPage', 'access'),
    staticData: { screen: { area: 'settings', text: 'access.tokens', icon: IconKey, permission: 'tokens.read' } },
  }),
  createRoute({
    getParentRoute,
    path: '/settings/webhooks',
    component: page(() => import('../rooms/webhooks/webhooks-page.tsx'), 'WebhooksPage', 'webhooks', 'segments'),
    staticData: { screen: { area: 'settings', text: 'webhooks.list', icon: IconWebhook, permission: 'webhooks.read', jump: 'w' } },
  }),
  createRoute({
    getParentRoute,
    path: '/settings/webhooks/new',
    component: page(() => import('../rooms/webhooks/new-webhook-page.tsx'), 'NewWebhookPage', 'webhooks', 'segments'),
    staticData: {
      screen: {
        area: 'settings',
        text: 'webhooks.fresh',
        icon: IconWebhook,
        permission: 'webhooks.manage',
        example: '/settings/webhooks/new',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/settings/webhooks/$webhookId',
    component: page(() => import('../rooms/webhooks/webhook-page.tsx'), 'WebhookPage', 'webhooks', 'segments'),
    validateSearch: readWebhookSearch,
    staticData: {
      screen: {
        area: 'settings',
        text: 'webhooks.one',
        icon: IconWebhook,
        permission: 'webhooks.read',
        example: '/settings/webhooks/{webhookId}',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/settings/webhooks/$webhookId/edit',
    component: page(() => import('../rooms/webhooks/new-webhook-page.tsx'), 'EditWebhookPage', 'webhooks', 'segments'),
    staticData: {
      screen: {
        area: 'settings',
        text: 'webhooks.edit',
        icon: IconWebhook,
        permission: 'webhooks.manage',
        example: '/settings/webhooks/{webhookId}/edit',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/settings/audit',
    component: page(() => import('../rooms/access/audit-page.tsx'), 'AuditPage', 'access'),
    validateSearch: readAuditFilter,
    staticData: { screen: { area: 'settings', text: 'access.audit', icon: IconHistory, permission: 'audit.read' } },
  }),
  createRoute({
    getParentRoute,
    path: '/sources',
    component: page(() => import('../rooms/sources/sources-page.tsx'), 'SourcesPage', 'sources'),
    validateSearch: readSourcesSearch,
    staticData: {
      screen: { area: 'settings', text: 'sources.sources', icon: IconPlugConnected, permission: 'sources.read', jump: 's' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/sources/$sourceId',
    component: page(() => import('../rooms/sources/source-page.tsx'), 'SourcePage', 'sources', 'live'),
    validateSearch: readSourceSearch,
    staticData: {
      screen: {
        area: 'settings',
        text: 'sources.source',
        icon: IconPlugConnected,
        permission: 'sources.read',
        example: '/sources/{sourceId}',
      },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/imports',
    component: page(() => import('../rooms/imports/imports-page.tsx'), 'ImportsPage', 'imports'),
    staticData: {
      screen: { area: 'settings', text: 'imports.imports', icon: IconFileImport, permission: 'imports.read', jump: 'i' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/imports/new',
    component: page(() => import('../rooms/imports/new-import-page.tsx'), 'NewImportPage', 'imports'),
    validateSearch: readNewImportSearch,
    staticData: {
      screen: { area: 'settings', text: 'imports.fresh', icon: IconFileImport, permission: 'imports.run', example: '/imports/new' },
    },
  }),
  createRoute({
    getParentRoute,
    path: '/imports/$importId',
    component: page(() => import('../rooms/imports/import-page.tsx'), 'ImportPage', 'imports'),
    staticData: {
      screen: {
        area: 'settings',
        text: 'imports.one',
        icon: IconFileImport,
        permission: 'imports.read',
        example: '/imports/{importId}',
      },
    },
  }),
] as const
