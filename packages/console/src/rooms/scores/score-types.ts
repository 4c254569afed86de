import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api } from '@percorso/contract'

type Outputs = InferContractRouterOutputs<typeof api>['scores']

export type Model = Outputs['get']
export type Board = Outputs['board']
export type ScoredPerson = Outputs['people']['items'][number]
export type ScoredAccount = Outputs['accounts']['items'][number]
export type Explanation = Outputs['explain']
export type FitPart = Explanation['fit']['parts'][number]
export type EngagementPart = Explanation['engagement']['parts'][number]
export type Previewed = Outputs['preview']['items'][number]
export type BackTest = Outputs['backTest']
export type Auc = NonNullable<BackTest['auc']>

export const LETTERS = ['A', 'B', 'C', 'D'] as const
export const DIGITS = ['1', '2', '3', '4'] as const
