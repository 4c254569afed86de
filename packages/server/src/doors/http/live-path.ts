import { liveFilter } from '@percorso/contract'

/** Not in the contract: oRPC's streams of events are not the ones that `curl` and EventSource read. */
export const livePath = {
  '/live': {
    get: {
      operationId: 'live',
      tags: ['Live'],
      summary: 'Facts as they are processed, as server-sent events',
      parameters: Object.entries(liveFilter.shape).map(([name, schema]) => ({
        name,
        in: 'query' as const,
        description: schema.description ?? '',
        schema: { type: 'string' as const },
      })),
      responses: {
        '200': {
          description:
            'Events named `fact`: their data is a fact with the id of the profile that it is filed under. `skipped` says how many more fitted than could be shown; `gap` that for a moment nobody listened.',
          content: { 'text/event-stream': { schema: { type: 'string' as const } } },
        },
      },
    },
  },
}
