import { PercorsoError } from '../../ground/index.ts'
import { decisionScope } from './decision-scope.ts'
import { settleByHand, loadNeighbourhood } from './link-identifiers.ts'
import { loadPair } from './preview-merge.ts'
import type { Pair } from './preview-merge.ts'
import type { ReadScope } from './profile-tables.ts'
import { belongingNow, sketchChange } from './sketch.ts'
import type { BeforeAfter } from './sketch.ts'
import { addLinks } from './tables.ts'

/** The fact that says so, which is on its way through the pipeline and will find its link stored. */
export type Saying = { at: number; messageId: string; sourceId: number }

/** Links two identifiers because a person says that they are of one. It is decided like any other link: the policy must allow it. */
export async function joinByHand(reading: ReadScope, { a, b }: Pair, { at, messageId, sourceId }: Saying): Promise<BeforeAfter> {
  const scope = await decisionScope(reading)
  const before = belongingNow(await loadPair(scope, { a, b }))
  if (before.get(a) === before.get(b)) {
    throw new PercorsoError('one_person', 'These two identifiers belong to one person already.', { status: 409 })
  }
  const [first, second] = a < b ? [a, b] : [b, a]
  await addLinks(scope, [{ a: first, b: second, firstAt: at, messageId, sourceId, refused: null }])
  const linked = await loadNeighbourhood(scope, [a, b])
  await settleByHand(scope, linked)
  const after = belongingNow(await loadNeighbourhood(scope, linked.members.keys()))
  if (after.get(a) !== after.get(b)) throw refused()
  return sketchChange(scope, [a, b], [before, after])
}

function refused(): PercorsoError {
  return new PercorsoError('merge_refused', 'The identity policy does not let these two be one person, or somebody keeps them apart.', {
    status: 409,
    hint: 'The preview says why. What is kept apart can be allowed again.',
  })
}
