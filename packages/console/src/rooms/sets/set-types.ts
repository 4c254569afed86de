import type { InferContractRouterOutputs } from '@orpc/contract'
import type { Refusal, api } from '@percorso/contract'

type Outputs = InferContractRouterOutputs<typeof api>['sets']

export type UploadedSet = Outputs['list']['items'][number]
export type SetMember = Outputs['members']['items'][number]

/** What is done with values: put in, or taken out. */
export type Verb = 'add' | 'takeOut'
/** A value that is no identifier; `line` is that of the list, from 1. */
export type RefusedValue = { line: number; value: string; reason: Refusal }
/** What became of a list: `changed` were put in or taken out, `same` were there already or were not there. */
export type Sent = { changed: number; same: number; refused: RefusedValue[] }
