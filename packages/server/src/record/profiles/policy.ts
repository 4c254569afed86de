import { identityPolicy } from '@percorso/contract'
import type { IdentityPolicy } from '@percorso/contract'
import { selectPolicy, updatePolicy } from './policy-tables.ts'
import type { ReadScope } from './profile-tables.ts'

/** How identifiers become people in this workspace, defaults filled in. */
export async function readPolicy(scope: ReadScope): Promise<IdentityPolicy> {
  return identityPolicy.parse(await selectPolicy(scope))
}

/** Changes the policy. It holds for whatever is decided from now on: nobody is merged or split until a fact or a person touches them. */
export async function changePolicy(scope: ReadScope, policy: IdentityPolicy): Promise<IdentityPolicy> {
  await updatePolicy(scope, policy)
  return policy
}
