import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api } from '@percorso/contract'

export type Profile = InferContractRouterOutputs<typeof api>['profiles']['get']
