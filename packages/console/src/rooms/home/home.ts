import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api } from '@percorso/contract'

export type Home = InferContractRouterOutputs<typeof api>['home']['read']
