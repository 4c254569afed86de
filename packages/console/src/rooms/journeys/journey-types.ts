import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import type { api } from '@percorso/contract'

type Outputs = InferContractRouterOutputs<typeof api>['journeys']

export type Graph = Outputs['graph']
export type GraphNode = Graph['nodes'][number]
export type GraphEdge = Graph['edges'][number]
export type Stage = Outputs['funnel']['stages'][number]
export type Compared = Outputs['compare']['items'][number]
export type Sankey = Outputs['sankey']
export type Question = NonNullable<InferContractRouterInputs<typeof api>['journeys']['graph']['question']>
