import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api } from '@percorso/contract'

type Sources = InferContractRouterOutputs<typeof api>['sources']
export type Source = Sources['list'][number]
export type Health = Sources['health'][number]
export type WriteKey = Sources['keys'][number]
export type Rate = Sources['rate']
export type NameOfFacts = Sources['names']['items'][number]
export type Property = Sources['schema']['properties'][number]
