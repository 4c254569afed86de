// Plain data, without zod: the console has it in its bundle.

/** What somebody may do. The server checks it at the door; the console shows only what its user may do. */
export const permissions = [
  'people.read',
  'people.edit',
  'people.export',
  'segments.read',
  'segments.manage',
  'touchpoints.read',
  'touchpoints.manage',
  'journeys.read',
  'journeys.manage',
  'maps.read',
  'maps.manage',
  'facts.read',
  'facts.replay',
  'sources.read',
  'sources.manage',
  'imports.read',
  'imports.run',
  'privacy.manage',
  'identity.manage',
  'members.read',
  'members.manage',
  'tokens.read',
  'tokens.manage',
  'webhooks.read',
  'webhooks.manage',
  'audit.read',
  'workspace.manage',
] as const

export type Permission = (typeof permissions)[number]

/** Roles, named by what people do. */
export const roles = ['direction', 'admin', 'marketing', 'service', 'research', 'analyst', 'viewer'] as const

export type Role = (typeof roles)[number]

const LOOK = [
  'people.read',
  'segments.read',
  'touchpoints.read',
  'journeys.read',
  'maps.read',
  'facts.read',
  'sources.read',
  'imports.read',
] as const satisfies Permission[]

/** The one table of who may do what. Direction sees how the workspace is administered, and leaves the doing to an admin. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  direction: [
    ...LOOK,
    'people.edit',
    'people.export',
    'facts.replay',
    'imports.run',
    'privacy.manage',
    'members.read',
    'tokens.read',
    'webhooks.read',
    'audit.read',
  ],
  admin: permissions,
  marketing: [
    ...LOOK,
    'segments.manage',
    'touchpoints.manage',
    'journeys.manage',
    'maps.manage',
    'people.edit',
    'people.export',
    'imports.run',
    'members.read',
    'webhooks.read',
  ],
  service: [...LOOK, 'people.edit', 'privacy.manage', 'members.read'],
  research: [
    ...LOOK,
    'segments.manage',
    'touchpoints.manage',
    'journeys.manage',
    'maps.manage',
    'people.export',
    'imports.run',
    'members.read',
  ],
  analyst: [
    ...LOOK,
    'segments.manage',
    'touchpoints.manage',
    'journeys.manage',
    'maps.manage',
    'people.export',
    'facts.replay',
    'imports.run',
    'members.read',
    'webhooks.read',
  ],
  viewer: LOOK,
}

/**
 * What a procedure asks of its caller: a permission in the workspace it is about, `signed-in` (about the caller alone, whatever
 * their role), or `public` (the way in itself). There is no default: a procedure that does not say is an error.
 */
export type Demand = Permission | 'signed-in' | 'public'
