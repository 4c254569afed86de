import type { rulePreview, SegmentWhere } from '@percorso/contract'
import { shareOf } from '@percorso/maths'
import type * as z from 'zod'
import { normaliseValue } from '../../record/profiles/index.ts'
import type { At } from './calendar.ts'
import { askFacts, judgeAlike } from './find-people.ts'
import type { FindScope } from './find-people.ts'
import type { Alike } from './people-facts.ts'
import { countEverybody, selectEverybody, selectLatest, showLatest } from './people-tables.ts'
import type { ShownRow } from './people-tables.ts'
import { planRule } from './plan-rule.ts'
import type { Plan } from './plan-rule.ts'
import { strangersIn } from './strangers.ts'
import { alwaysOrNever } from './foregone.ts'

export type RulePreview = z.infer<typeof rulePreview>
type Warning = RulePreview['warnings'][number]

/** Of more people than this, some are asked; of those whom facts alone do not decide, so many at most. */
export type PreviewLimits = { people: number; asked: number }
const LIMITS: PreviewLimits = { people: 200_000, asked: 30_000 }

const SHOWN = 10
/** The ten who are shown are those who were seen last among so many: ids are hashes, so that these are a random part of all. */
const SHOWN_AMONG = 5_000

/** How many people a rule means, and ten of them. Of very many people a random part is asked, and what is said has an interval. */
export async function previewRule(
  scope: FindScope,
  where: SegmentWhere,
  { at, limits = LIMITS }: { at: At; limits?: PreviewLimits },
): Promise<RulePreview> {
  const began = performance.now()
  const plan = planRule(where, at, normaliseValue)
  const people = await countEverybody(scope)
  const strangers = strangersIn(scope, where)
  const found =
    people > limits.people ? await askSome(scope, plan, { at, people, limits }) : await askAll(scope, plan, { at, people, limits })
  const sample = (await showLatest(scope, found.some, SHOWN)).map(shown)
  const warnings = [...warningsOf(found.estimate.count, people), ...alwaysOrNever(where, at), ...(await strangers)]
  return { ...found.estimate, people, sample, warnings: [...new Set(warnings)], took_ms: Math.round(performance.now() - began) }
}

type Estimate = Pick<RulePreview, 'count' | 'exact' | 'low' | 'high'>
type Asking = { at: At; people: number; limits: PreviewLimits }
/** `some` are people whom the rule means. */
type Found = { estimate: Estimate; some: string[] }

async function askAll(scope: FindScope, plan: Plan, { at, people, limits }: Asking): Promise<Found> {
  const alike = await askFacts(scope, plan, { at, among: {} })
  const asked = alike.reduce((sum, { ids }) => sum + ids.length, 0)
  const idle = plan.verdict(plan.ofNothing)
  const open = alike.filter(({ holds }) => plan.verdict(holds) === undefined)
  const sure = alike.filter(({ holds }) => plan.verdict(holds) === true).flatMap(({ ids }) => ids)
  if (idle === undefined) open.push({ holds: plan.ofNothing, ids: await idleOnes(scope, alike) })
  const count = sure.length + (idle ? Math.max(0, people - asked) : 0)
  const judged = await judgeSome(scope, plan, { open, asked: limits.asked })
  const some = [...sure.slice(0, SHOWN_AMONG), ...judged.some.slice(0, SHOWN_AMONG), ...(idle ? await someIdle(scope, alike) : [])]
  const { exact, low, high } = judged.estimate
  return { estimate: { count: count + judged.estimate.count, exact, low: count + low, high: count + high }, some }
}

/** The warehouse has its own order of ids. Those before a point in it are a random part of all people who ever did anything. */
async function askSome(scope: FindScope, plan: Plan, { at, people, limits }: Asking): Promise<Found> {
  const alike = await askFacts(scope, plan, { at, among: { below: idAt(limits.asked / people) } })
  const asked = alike.reduce((sum, { ids }) => sum + ids.length, 0)
  const some: string[] = []
  for (const group of alike) some.push(...(await judgeAlike(scope, plan, group)))
  return { estimate: scaled({ hits: some.length, of: asked }, people), some: some.slice(0, SHOWN_AMONG) }
}

/** People whom facts leave open: judged by what is known of them, all or a random part. */
async function judgeSome(scope: FindScope, plan: Plan, { open, asked }: { open: Alike[]; asked: number }): Promise<Found> {
  const people = open.reduce((sum, { ids }) => sum + ids.length, 0)
  const share = Math.min(1, asked / people)
  const some: string[] = []
  let judged = 0
  for (const { holds, ids } of open) {
    const part = share === 1 ? ids : ids.toSorted().slice(0, Math.ceil(ids.length * share))
    judged += part.length
    some.push(...(await judgeAlike(scope, plan, { holds, ids: part })))
  }
  if (judged === people) return { estimate: { count: some.length, exact: true, low: some.length, high: some.length }, some }
  return { estimate: scaled({ hits: some.length, of: judged }, people), some }
}

function scaled({ hits, of }: { hits: number; of: number }, people: number): Estimate {
  const { low, high } = shareOf(hits, of)
  return {
    count: of === 0 ? 0 : Math.round((hits / of) * people),
    exact: false,
    low: Math.floor(low * people),
    high: Math.ceil(high * people),
  }
}

/** Those who did nothing that the rule is about. */
async function idleOnes(scope: FindScope, alike: Alike[]): Promise<string[]> {
  const active = new Set(alike.flatMap(({ ids }) => ids))
  return (await selectEverybody(scope)).filter((id) => !active.has(id))
}

async function someIdle(scope: FindScope, alike: Alike[]): Promise<string[]> {
  const active = new Set(alike.flatMap(({ ids }) => ids))
  return (await selectLatest(scope, SHOWN_AMONG)).filter((id) => !active.has(id))
}

function shown({ profileId, name, kind, value, lastSeen }: ShownRow): RulePreview['sample'][number] {
  return { profileId, name, head: { kind, value }, lastSeen: lastSeen.toISOString() }
}

function warningsOf(count: number, people: number): Warning[] {
  if (people === 0) return []
  return count === 0 ? ['nobody'] : count === people ? ['everybody'] : []
}

/** The id before which this share of all ids comes in the order of the warehouse: by the second half, whose first two bits are set alike in all of them. */
function idAt(share: number): string {
  const place = Math.round(0x80_00_00_00 + Math.min(share, 1) * 0x3f_ff_ff_ff)
  const hex = place.toString(16)
  return `00000000-0000-0000-${hex.slice(0, 4)}-${hex.slice(4)}00000000`
}
