import type { Block } from '@percorso/maths'
import type { MapDocument, MapStage, MapStep } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'

/** What may come in any order is tried in every order: twice as many states for each. */
const ANY_ORDER_MAX = 12

/** A step as journeys are held against it; `touchpoints` are those of its touchpoints that exist. */
export type DesignedStep = { step: string; document: MapStep; stageName: string; touchpoints: number[] }
/** A map as a process whose activities are ids of touchpoints, and its steps in the order in which they are drawn. */
export type Design = { block: Block; steps: DesignedStep[] }

const NOTHING: Block = { kind: 'nothing' }
const byPlace = <Item extends { place: number }>(items: Record<string, Item>) =>
  Object.entries(items).sort(([a, x], [b, y]) => x.place - y.place || (a < b ? -1 : 1))

/**
 * What a map wants: its stages in order; in a stage its steps in the order drawn, or in any; steps of differently named branches are ways to choose from,
 * at the place of the first of them. A step is taken at any of its touchpoints; one without a touchpoint that exists is taken for granted.
 * Throws `too_much_in_any_order`.
 */
export function designOf({ stages, steps }: Pick<MapDocument, 'stages' | 'steps'>, existing: ReadonlySet<number>): Design {
  const all = byPlace(steps)
  const inOrder = byPlace(stages).map(([key, stage]) => ({
    stage,
    steps: all
      .filter(([, { stage: of }]) => of === key)
      .map(([step, document]): DesignedStep => {
        const touchpoints = [...new Set(document.touchpoints)].filter((id) => existing.has(id))
        return { step, document, stageName: stage.name, touchpoints }
      }),
  }))
  const parts = inOrder.map(({ stage, steps: own }) => blockOfStage(stage, own))
  return { block: { kind: 'sequence', parts }, steps: inOrder.flatMap(({ steps: own }) => own) }
}

function blockOfStage(stage: MapStage, steps: DesignedStep[]): Block {
  const branches = [...new Set(steps.map(({ document: { branch } }) => branch))]
  const ways = (branch: string) => steps.filter(({ document }) => document.branch === branch).map(blockOfStep)
  const named = branches.filter((branch) => branch !== '')
  const choice: Block = { kind: 'choice', parts: named.map((branch) => ({ kind: 'sequence', parts: ways(branch) })) }
  const fork = steps.find(({ document: { branch } }) => branch !== '')
  const parts = steps.flatMap((step) => (step === fork ? [choice] : step.document.branch === '' ? [blockOfStep(step)] : []))
  if (stage.order === 'drawn') return again({ kind: 'sequence', parts }, stage.repeats)
  const free = parts.filter((part) => typeof part === 'string' || part.kind !== 'nothing')
  if (free.length > ANY_ORDER_MAX) throw tooManyInAnyOrder(stage.name, free.length)
  return again({ kind: free.length > 1 ? 'parallel' : 'sequence', parts: free }, stage.repeats)
}

function blockOfStep({ step, document, touchpoints }: DesignedStep): Block {
  if (touchpoints.length === 0) return NOTHING
  const taken: Block = { kind: 'step', labels: touchpoints.map(String), part: step }
  return again(document.optional ? { kind: 'choice', parts: [taken, NOTHING] } : taken, document.repeats)
}

function again(block: Block, repeats: boolean): Block {
  return repeats ? { kind: 'loop', parts: [block, NOTHING] } : block
}

function tooManyInAnyOrder(stage: string, n: number): PercorsoError {
  return new PercorsoError('too_much_in_any_order', `The stage “${stage}” has ${n} steps in any order: journeys can be held against ${ANY_ORDER_MAX}.`, {
    status: 422,
    hint: 'Draw some of them in order, or make two stages of it.',
  })
} // prettier-ignore
