import { differenceInDifferences, newcombe } from '@percorso/maths'
import type { Counted } from '@percorso/maths'
import type { Initiative, InitiativeEffect } from '@percorso/contract'
import { countedShare } from '../rules/index.ts'
import { planOf, shownSpan } from './effect-plan.ts'
import type { Asking } from './ready-map.ts'
import { tallyGap } from './tally-gap.ts'
import { tallyOutcome } from './tally-outcome.ts'

/** What became of an initiative; null before it has begun. */
export async function measureEffect(asking: Asking, initiative: Initiative, now: number): Promise<InitiativeEffect | null> {
  const plan = planOf(initiative, now)
  if (!plan) return null
  const { metric, control } = initiative
  const { tally, left_out } =
    metric.kind === 'gap' ? await tallyGap(asking, initiative, plan) : await tallyOutcome(asking, initiative, plan)
  const group = (arm: 'treated' | 'control') => ({ before: tally(arm, 0), after: tally(arm, 1) })
  const [treated, other] = [group('treated'), control.kind === 'before' ? null : group('control')]
  const shown = ({ count, n }: Counted) => countedShare(count, n)
  return {
    before: shownSpan(plan.before),
    after: shownSpan(plan.after),
    complete: plan.complete,
    of: metric.kind === 'gap' ? 'journeys' : 'people',
    treated: { before: shown(treated.before), after: shown(treated.after) },
    control: other && { before: shown(other.before), after: shown(other.after) },
    difference: differenceOf(control.kind, treated, other),
    method: control.kind === 'random' ? 'random' : control.kind === 'segment' ? 'differences' : 'before',
    says: control.kind === 'random' ? 'caused' : 'association',
    verdict: verdictOf(initiative, treated.after),
    weeks: plan.spans.slice(2).map(({ from }, week) => ({
      from: new Date(from).toISOString(),
      treated: shown(tally('treated', week + 2)),
      control: other && shown(tally('control', week + 2)),
    })),
    left_out,
  }
}

type Group = { before: Counted; after: Counted }

function differenceOf(kind: Initiative['control']['kind'], treated: Group, other: Group | null): InitiativeEffect['difference'] {
  const reckoned = !other
    ? newcombe(treated.after, treated.before)
    : kind === 'random'
      ? newcombe(treated.after, other.after)
      : differenceInDifferences(treated, other)
  const { difference: value, low, high } = reckoned
  return Number.isNaN(value) ? null : { value, low, high }
}

function verdictOf({ metric, target }: Initiative, { count, n }: Counted): InitiativeEffect['verdict'] {
  const { low, high } = countedShare(count, n)
  const isLess = metric.kind === 'gap' || metric.wish === 'less'
  const [isReached, isMissed] = isLess ? [high <= target, low > target] : [low >= target, high < target]
  return isReached ? 'reached' : isMissed ? 'notYet' : 'unknown'
}
