import { endpoints } from '../../record/access/index.ts'
import type { Stores } from '../../stores/index.ts'
import { compareJourneys } from './compare-journeys.ts'
import { listPeople } from './list-people.ts'
import { readFunnel } from './read-funnel.ts'
import { readGraph } from './read-graph.ts'
import { readSankey } from './read-sankey.ts'
import { readSql } from './read-sql.ts'
import { readTraffic } from './read-traffic.ts'
import { readVariants } from './read-variants.ts'

/** The API of journeys. */
export function journeyRoutes({ warehouse }: Pick<Stores, 'warehouse'>) {
  const api = endpoints.journeys
  return {
    journeys: {
      graph: api.graph.handler(({ input, context }) => readGraph({ warehouse, request: context }, input)),
      variants: api.variants.handler(({ input, context }) => readVariants({ warehouse, request: context }, input)),
      funnel: api.funnel.handler(({ input, context }) => readFunnel({ warehouse, request: context }, input)),
      sankey: api.sankey.handler(({ input, context }) => readSankey({ warehouse, request: context }, input)),
      compare: api.compare.handler(({ input, context }) => compareJourneys({ warehouse, request: context }, input)),
      traffic: api.traffic.handler(({ input, context }) => readTraffic({ warehouse, request: context }, input)),
      sql: api.sql.handler(({ input, context }) => readSql({ warehouse, request: context }, input.question)),
      people: api.people.handler(({ input, context }) => listPeople({ warehouse, request: context }, input)),
    },
  }
}
