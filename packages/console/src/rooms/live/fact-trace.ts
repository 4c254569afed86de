import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api } from '@percorso/contract'

export type FactTrace = InferContractRouterOutputs<typeof api>['live']['trace']
