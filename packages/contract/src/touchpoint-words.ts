// Plain data, without zod: the console has it in its bundle.

/** What carries a touchpoint. */
export const touchpointChannels = ['web', 'app', 'email', 'shop', 'phone', 'post', 'social', 'chat', 'sms', 'advertising', 'event', 'other'] as const // prettier-ignore
export type TouchpointChannel = (typeof touchpointChannels)[number]

/** Where in the life cycle it is met: before, during or after the purchase. */
export const stages = ['before', 'during', 'after'] as const
export type Stage = (typeof stages)[number]

/** By what a touchpoint makes an experience (Schmitt 1999, experience providers). */
export const experienceProviders = ['communications', 'identity', 'product', 'coBranding', 'environment', 'media', 'people'] as const
export type ExperienceProvider = (typeof experienceProviders)[number]

/** What kind of experience it makes (Schmitt 1999, strategic experiential modules). */
export const experientialModules = ['sense', 'feel', 'think', 'act', 'relate'] as const
export type ExperientialModule = (typeof experientialModules)[number]

/** What a registry may be at most. */
export const touchpointLimits = { touchpoints: 500, matches: 20 } as const
