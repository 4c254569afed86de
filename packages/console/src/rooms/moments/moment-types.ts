import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import type { api } from '@percorso/contract'

type Inputs = InferContractRouterInputs<typeof api>['moments']
type Outputs = InferContractRouterOutputs<typeof api>['moments']

/** A question as it is sent. */
export type Question = Inputs['find']['question']
export type Answer = Outputs['find']
export type Found = Answer['items'][number]
export type Study = Outputs['studies']['items'][number]
export type Trend = Outputs['study']['trends'][number]
export type AttributionQuestion = Inputs['attribution']['question']
export type Attribution = Outputs['attribution']
export type Attributed = Attribution['items'][number]
