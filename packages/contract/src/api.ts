import * as z from 'zod'
import { accessApi } from './access-api.ts'
import { computedTraitsApi } from './computed-traits-api.ts'
import { accountsApi, mergesApi, notesApi, pinsApi, profilesApi, viewsApi } from './customers-api.ts'
import { gapsApi } from './gaps-api.ts'
import { homeApi } from './home-api.ts'
import { identityPolicy } from './identity-policy.ts'
import { importsApi } from './imports-api.ts'
import { initiativesApi } from './initiatives-api.ts'
import { privacyApi } from './privacy-api.ts'
import { journeysApi } from './journeys-api.ts'
import { liveApi, rejectedApi } from './live-api.ts'
import { mapsApi } from './maps-api.ts'
import { momentsApi } from './moments-api.ts'
import { procedure } from './procedure.ts'
import { scoresApi } from './scores-api.ts'
import { segmentsApi } from './segments-api.ts'
import { setsApi } from './sets-api.ts'
import { sourcesApi } from './sources-api.ts'
import { touchpointsApi } from './touchpoints-api.ts'
import { webhooksApi } from './webhooks-api.ts'

export const stats = z.object({
  facts: z.int().describe('Facts in the warehouse, bots left out.'),
  bots: z.int(),
  profiles: z.int(),
  accounts: z.int(),
  rejected: z.int().describe('Rejected facts not replayed yet.'),
  duplicates: z.int(),
  intakePending: z.int().describe('Facts accepted and not yet processed.'),
})
/** The HTTP API under /api/v1: one source for the server, the OpenAPI document and the typed client. */
export const api = {
  stats: procedure
    .route({ method: 'GET', path: '/stats', tags: ['Workspace'], summary: 'How much there is' })
    .meta({ permission: 'facts.read' })
    .output(stats),

  policy: {
    get: procedure
      .route({ method: 'GET', path: '/identity-policy', tags: ['Identity'], summary: 'How identifiers become people' })
      .meta({ permission: 'people.read' })
      .output(identityPolicy),
    put: procedure
      .route({ method: 'PUT', path: '/identity-policy', tags: ['Identity'], summary: 'Change the policy for links decided from now on' })
      .meta({ permission: 'identity.manage' })
      .input(identityPolicy)
      .output(identityPolicy),
  },

  sources: sourcesApi,
  live: liveApi,
  rejected: rejectedApi,
  home: homeApi,
  profiles: profilesApi,
  merges: mergesApi,
  accounts: accountsApi,
  notes: notesApi,
  pins: pinsApi,
  views: viewsApi,
  segments: segmentsApi,
  sets: setsApi,
  computedTraits: computedTraitsApi,
  scores: scoresApi,
  journeys: journeysApi,
  maps: mapsApi,
  gaps: gapsApi,
  initiatives: initiativesApi,
  moments: momentsApi,
  touchpoints: touchpointsApi,

  webhooks: webhooksApi,

  imports: importsApi,

  privacy: privacyApi,
  ...accessApi,
}
