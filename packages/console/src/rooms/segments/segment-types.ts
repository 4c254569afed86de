import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api } from '@percorso/contract'

type Outputs = InferContractRouterOutputs<typeof api>['segments']

export type Segment = Outputs['list']['items'][number]
export type Member = Outputs['members']['items'][number]
export type SizeStep = Outputs['sizes']['items'][number]
export type Overlap = Outputs['overlap']['items'][number]
export type Difference = Outputs['compare']['items'][number]
export type Explanation = Outputs['explain']
export type Preview = Outputs['preview']
export type Vocabulary = Outputs['vocabulary']
