import type { InferContractRouterOutputs } from '@orpc/contract'
import type { ImportMappingInput, api } from '@percorso/contract'

type Imports = InferContractRouterOutputs<typeof api>['imports']
export type Import = Imports['get']
export type Preview = Imports['preview']

/** A mapping while it is being written: it may be wrong at any moment, and the server says how. */
export type Draft = ImportMappingInput
export type DraftFact = Draft['facts'][number]
export type DraftValue = NonNullable<Extract<DraftFact, { type: 'track' }>['properties']>[string]
