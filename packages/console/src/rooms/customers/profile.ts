import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api } from '@percorso/contract'

type Outputs = InferContractRouterOutputs<typeof api>

export type Profile = Outputs['profiles']['get']
export type Identifier = Profile['identifiers'][number]
export type ShownLink = Outputs['profiles']['links'][number]
export type Sketch = Outputs['merges']['preview']['before'][number]
