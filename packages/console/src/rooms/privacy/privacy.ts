import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api } from '@percorso/contract'

type Answers = InferContractRouterOutputs<typeof api>['privacy']
export type Overview = Answers['overview']
export type Request = Answers['requests']['items'][number]
export type Preview = Answers['preview']
export type Rule = Answers['retention']['get']['rules'][number]
