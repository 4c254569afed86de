import type { Scope } from './apply-facts.ts'
import { createKnownLinks } from './known-links.ts'
import { readPolicy } from './policy.ts'
import type { ReadScope } from './profile-tables.ts'

/** What the identity core needs to decide about people outside of the pipeline: the workspace's policy, and no memory of links. */
export async function decisionScope(scope: ReadScope): Promise<Scope> {
  return { ...scope, policy: await readPolicy(scope), known: createKnownLinks() }
}
