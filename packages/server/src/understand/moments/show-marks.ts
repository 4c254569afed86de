import type { MomentMark } from '@percorso/contract'
import { identifierIdsOf } from '../../record/profiles/index.ts'
import type { Asking } from '../journeys/index.ts'
import { listTouchpoints, selectTimeZone } from '../touchpoints/index.ts'
import { selectMarked } from './marks-facts.ts'
import { selectFindings } from './study-tables.ts'
import type { Finding } from './study-tables.ts'

/**
 * A person's micro-moments: their latest facts at touchpoints of which the last finding of a saved study says that they are a strength or a weakness.
 * One fact may have several marks.
 */
export async function showMarks(
  { warehouse, request: { workspaceId, inWorkspace } }: Asking,
  { profileId, limit }: { profileId: string; limit: number },
): Promise<{ items: MomentMark[] }> {
  const known = await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const findings = await selectFindings(scope, { count: 1 })
    return { findings, identifierIds: await identifierIdsOf(scope, profileId), touchpoints: await listTouchpoints(scope), timeZone: await selectTimeZone(scope) } // prettier-ignore
  })
  const ofTouchpoints = Map.groupBy(marksOf(known.findings, 'touchpoints'), ({ step }) => step)
  const ofFacts = Map.groupBy(marksOf(known.findings, 'facts'), ({ step }) => step)
  const steps = [...ofTouchpoints.keys(), ...ofFacts.keys()]
  if (steps.length === 0) return { items: [] }
  const rows = await selectMarked(warehouse, { ...known, workspaceId, steps, limit })
  const items = rows.flatMap(({ messageId, touchpoint, name }) =>
    [...(ofTouchpoints.get(touchpoint) ?? []), ...(ofFacts.get(name) ?? [])].map((mark) => ({ messageId, ...mark })),
  )
  return { items }
}

/** What studies whose steps are of this kind found. */
function marksOf(findings: Finding[], kind: 'touchpoints' | 'facts'): Omit<MomentMark, 'messageId'>[] {
  return findings
    .filter(({ answer }) => answer.steps === kind)
    .flatMap(({ studyId, study, answer }) =>
      answer.items.flatMap(({ step, name, verdict }) =>
        verdict === 'strength' || verdict === 'weakness' ? [{ step, name, verdict, studyId, study }] : [],
      ),
    )
}
