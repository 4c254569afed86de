import { PercorsoError } from '../../ground/index.ts'
import type { Scope } from './apply-facts.ts'
import { decisionScope } from './decision-scope.ts'
import { loadNeighbourhood, settleByHand } from './link-identifiers.ts'
import type { Neighbourhood } from './link-identifiers.ts'
import { loadPair, mustBeOnePerson } from './preview-merge.ts'
import type { Pair } from './preview-merge.ts'
import { deleteKeptApart, insertKeptApart } from './profile-tables.ts'
import type { ReadScope } from './profile-tables.ts'
import { belongingNow, sketchChange } from './sketch.ts'
import type { BeforeAfter } from './sketch.ts'

/** Keeps two identifiers of one person apart from now on: facts, traits and counters go back to whom they belong. */
export async function undoMerge(reading: ReadScope, pair: Pair, decidedBy: string): Promise<BeforeAfter> {
  const scope = await decisionScope(reading)
  const part = await loadPair(scope, pair)
  mustBeOnePerson(part, pair)
  await insertKeptApart(scope, [pair.a, pair.b], decidedBy)
  return resettle(scope, part, pair)
}

/** Takes back that two identifiers are kept apart: what links them joins them again, if the policy allows. */
export async function redoMerge(reading: ReadScope, pair: Pair): Promise<BeforeAfter> {
  const scope = await decisionScope(reading)
  const part = await loadPair(scope, pair)
  if (!(await deleteKeptApart(scope, [pair.a, pair.b]))) {
    throw new PercorsoError('not_kept_apart', 'Nobody has decided to keep these two identifiers apart.', { status: 409 })
  }
  return resettle(scope, part, pair)
}

async function resettle(scope: Scope, part: Neighbourhood, { a, b }: Pair): Promise<BeforeAfter> {
  await settleByHand(scope, part)
  const settled = await loadNeighbourhood(scope, part.members.keys())
  return sketchChange(scope, [a, b], [belongingNow(part), belongingNow(settled)])
}
