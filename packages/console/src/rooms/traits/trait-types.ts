import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api } from '@percorso/contract'

type Outputs = InferContractRouterOutputs<typeof api>['computedTraits']

export type ComputedTrait = Outputs['list']['items'][number]
