import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api } from '@percorso/contract'

export type RejectedFact = InferContractRouterOutputs<typeof api>['rejected']['list']['items'][number]
