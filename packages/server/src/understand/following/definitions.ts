import { leavesOf, scoreTraits } from '@percorso/contract'
import type { SegmentRule, SegmentRuleLeaf } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import { normaliseValue } from '../../record/profiles/index.ts'
import { compileFormula, compileModel, compileRule, compileStream, turningsOf } from '../rules/index.ts'
import type { CompiledFormula, CompiledModel, CompiledRule, Need, Turning } from '../rules/index.ts'
import { badRule } from './bad-rule.ts'
import { selectDefined } from './ruleset-tables.ts'
import type { DefinedRow, Scope } from './ruleset-tables.ts'
import { selectSetIds } from './set-tables.ts'

/** A segment, computed trait or score model made ready. */
export type Ready = {
  /** What others may ask it for, and what it asks for: `segment 12`, `trait KEY`, `set 3`. */
  gives: string[]
  asks: string[]
  needs: Need[]
  leaves: SegmentRuleLeaf[]
} & (
  | { kind: 'segment'; rule: CompiledRule; turnings: Map<string, Turning> }
  | { kind: 'trait'; formula: CompiledFormula }
  | { kind: 'model'; model: CompiledModel; first: string | undefined }
)

type Kind = DefinedRow['kind']
/** A definition that may not be stored yet. */
export type Draft<Of extends Kind = Kind> = { kind: Of; what: Extract<DefinedRow, { kind: Of }>['what']; key: string; id?: number }

/** Makes a definition ready, if it can be: expressions are read only now. */
export function readyDefinition<Of extends Kind>(draft: Draft<Of>, timeZone: string): Extract<Ready, { kind: Of }> {
  try {
    const ready = makeReady(draft as unknown as DefinedRow, timeZone) as Extract<Ready, { kind: Of }>
    for (const { stream } of ready.needs) compileStream(stream, timeZone) // now, rather than when facts come and nobody can be told
    return ready
  } catch (error) {
    throw badRule(`This rule cannot be understood: ${(error as Error).message}`)
  }
}

function makeReady(row: DefinedRow, timeZone: string): Ready {
  const context = { timeZone, normalise: normaliseValue }
  const leaves = leavesOfDefinition(row)
  const common = { gives: givenBy(row), asks: asksOf(leaves), leaves }
  if (row.kind === 'segment') {
    const rule = compileRule(row.what.where, context)
    return { ...common, kind: 'segment', needs: rule.needs, rule, turnings: turningsOf(row.what.where) }
  }
  if (row.kind === 'trait') {
    const formula = compileFormula(row.what, timeZone)
    return { ...common, kind: 'trait', needs: formula.needs, formula }
  }
  const model = compileModel(row.what, context)
  return { ...common, kind: 'model', needs: model.needs, model, first: row.what.stages[0]?.name }
}

function asksOf(leaves: SegmentRuleLeaf[]): string[] {
  return [...new Set(leaves.flatMap(askedBy))]
}

function askedBy(leaf: SegmentRuleLeaf): string[] {
  if ('segment' in leaf) return [`segment ${leaf.segment}`]
  if ('set' in leaf) return [`set ${leaf.set}`]
  return 'trait' in leaf ? [`trait ${leaf.trait}`] : []
}

/** The traits that definitions compute. */
export function computedKeysOf(rows: Pick<DefinedRow, 'kind' | 'key'>[]): string[] {
  return rows.flatMap(({ kind, key }) => (kind === 'trait' ? [key] : kind === 'model' ? Object.values(scoreTraits(key)) : []))
}

/** What others may ask for: something that is defined, or an uploaded set. */
export type Given = Pick<DefinedRow, 'kind' | 'id'> | { kind: 'set'; id: number }

/** Who asks for something. */
export type User = Pick<DefinedRow, 'kind' | 'id' | 'name'>

/** Makes the function that tells who asks for what something gives. Each definition is taken apart once, however many are asked about. */
export function indexUsers(rows: DefinedRow[]): (given: Given) => User[] {
  const gifts = new Map<string, string[]>(rows.map((row) => [`${row.kind} ${row.id}`, givenBy(row)]))
  const askers = new Map<string, Set<DefinedRow>>()
  for (const row of rows) for (const what of asked(row)) askers.set(what, (askers.get(what) ?? new Set()).add(row))
  const places = new Map(rows.map((row, place) => [row, place]))
  return ({ kind, id }) => {
    const given = kind === 'set' ? [`set ${id}`] : (gifts.get(`${kind} ${id}`) ?? [])
    const users = new Set(given.flatMap((what) => [...(askers.get(what) ?? [])]))
    const others = [...users].filter((row) => !(row.kind === kind && row.id === id)).sort((a, b) => places.get(a)! - places.get(b)!)
    return others.map((row) => ({ kind: row.kind, id: row.id, name: row.name }))
  }
}

function givenBy(row: DefinedRow): string[] {
  return row.kind === 'segment' ? [`segment ${row.id}`] : computedKeysOf([row]).map((key) => `trait ${key}`)
}

function asked(row: DefinedRow): string[] {
  return asksOf(leavesOfDefinition(row))
}

/** Refuses to let go of what others ask for. */
export async function mustBeUnused(scope: Scope, given: Given): Promise<void> {
  const users = indexUsers(await selectDefined(scope))(given)
  if (users.length === 0) return
  throw new PercorsoError('in_use', `Others ask for it: ${users.map(({ name }) => name).join(', ')}.`, { status: 409, hint: 'Change or delete them first.' }) // prettier-ignore
}

/** A definition asks for what there is, not for itself on whatever way, and gives no trait that another one gives. */
export async function mustBeSound<Of extends Kind>(scope: Scope, draft: Draft<Of>): Promise<void> {
  const others = (await selectDefined(scope)).filter(({ kind, id }) => kind !== draft.kind || id !== draft.id)
  const own = draft as unknown as DefinedRow
  const sets = new Set((await selectSetIds(scope)).map((setId) => `set ${setId}`))
  const clash = computedKeysOf(others).find((key) => computedKeysOf([own]).includes(key))
  if (clash)
    throw new PercorsoError('name_taken', `There is a computed trait ${clash} already.`, { status: 409, hint: 'Choose another name.' })
  const missing = asked(own).find((what) => what.startsWith('set ') && !sets.has(what))
  if (missing) throw badRule(`There is no uploaded ${missing}.`)
  const givers = new Map(others.flatMap((row) => givenBy(row).map((what) => [what, row] as const)))
  const ownGifts = new Set(givenBy(own))
  const seen = new Set<string>()
  const look = (wanted: string[]) => {
    for (const what of wanted) {
      if (ownGifts.has(what)) throw badRule('A rule cannot depend on itself, not even by way of others.')
      const giver = givers.get(what)
      if (!giver && what.startsWith('segment ')) throw badRule(`There is no ${what}.`)
      if (!giver || seen.has(what)) continue
      seen.add(what)
      look(asked(giver))
    }
  }
  look(asked(own))
}

function leavesOfDefinition(row: DefinedRow): SegmentRuleLeaf[] {
  if (row.kind === 'trait') return []
  return rulesOf(row).flatMap((rule) => (rule ? leavesOf<SegmentRuleLeaf>(rule.where) : []))
}

function rulesOf(row: Exclude<DefinedRow, { kind: 'trait' }>): (SegmentRule | undefined)[] {
  if (row.kind === 'segment') return [row.what]
  const { who, fit, stages } = row.what
  return [who, ...fit.map(({ rule }) => rule), ...stages.map(({ rule }) => rule)]
}
