import { ORPCError, createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { api as contract } from '@percorso/contract'

/** Methods and paths of the contract, put here by vite.config.ts. */
declare const API_ROUTES: typeof contract

type Client = JsonifiedClient<ContractRouterClient<typeof contract>>

const client: Client = createORPCClient(
  new OpenAPILink(API_ROUTES, {
    url: `${location.origin}/api/v1`,
    customErrorResponseBodyDecoder: (body, { status }) => {
      const { code = 'unknown', message = '', hint } = (body ?? {}) as { code?: string; message?: string; hint?: string }
      return new ORPCError(code, { status, message, data: { hint } })
    },
  }),
)

/** The HTTP API as queries: `useQuery(api.stats.queryOptions())`. The session cookie goes along by itself. */
export const api = createTanstackQueryUtils(client)
