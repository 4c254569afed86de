import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api } from '@percorso/contract'

type Outputs = InferContractRouterOutputs<typeof api>['touchpoints']

export type Volume = Outputs['volume']
export type Met = Outputs['people']['items'][number]
export type Neighbours = Outputs['neighbours']
export type Preview = Outputs['preview']
