import * as z from 'zod'
import { journeyQuestion } from './journeys-api.ts'
import { evidenceLevels, laneKinds, mapKinds, mapLimits } from './map-words.ts'
import { duration, factMatch, property } from './segment-rules.ts'
import { experienceProviders, experientialModules, stages } from './touchpoint-words.ts'

/** Of a stage, step or lane: made where it is drawn, and never given twice in a map. No object of JavaScript has any of them of its own. */
const id = z.string().regex(/^(?!constructor$)[a-z0-9]{1,24}$/u, 'Letters and digits')
const name = z.string().max(200)
const text = z.string().max(mapLimits.text)
const place = z.number().describe('Its place among the others, in ascending order; of two at one place the lower id is the first.')
const touchpoints = z.array(z.int().min(1)).max(50)

const stage = z.strictObject({
  name,
  place,
  phase: z.enum(stages).describe('Before, during or after the purchase.'),
  order: z.enum(['drawn', 'any']).describe('Whether its steps come in the order they are drawn, or in any.'),
  repeats: z.boolean().describe('May be gone through again.'),
})

const step = z.strictObject({
  name,
  stage: id,
  place: place.describe('Its place in the stage.'),
  branch: z
    .string()
    .max(60)
    .describe('Steps of a stage with different names of a branch are ways to choose from; empty: everybody goes here.'),
  optional: z.boolean().describe('May be left out.'),
  repeats: z.boolean(),
  touchpoints: touchpoints.describe('Where it is taken: at any of them. Without one nobody can see it being taken.'),
  within: duration.nullable().describe('Expected at most so long after the step before.'),
  score: z
    .strictObject({ of: factMatch, property, least: z.number() })
    .nullable()
    .describe('The experience that is expected: the mean of a number of these facts, at least so high.'),
  failed: z.array(factMatch).max(20).describe('Facts that say that it went wrong.'),
})

const lane = z.strictObject({ name, place, kind: z.enum(laneKinds) })

/** What a cell is bound to: a number that facts give, whenever it is looked at. */
export const cellBinding = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('people'), touchpoints }).describe('Of those whose journeys are meant, the share that met one of these.'),
  z.strictObject({ kind: z.literal('duration'), from: touchpoints, to: touchpoints }).describe('From the first to the next of the second: median.'),
  z.strictObject({ kind: z.literal('conversion'), from: touchpoints, to: touchpoints }).describe('Of journeys with the first, the share with the second after it.'),
  z.strictObject({ kind: z.literal('mean'), of: factMatch, property }).describe('Of a number that facts carry.'),
]) // prettier-ignore
export type CellBinding = z.infer<typeof cellBinding>

const cell = z.strictObject({
  text,
  emotion: z.number().min(-2).max(2).nullable().describe('Of a lane of emotions: from −2, dreadful, to +2, delightful.'),
  moment: z.boolean().describe('Of a lane of moments: this is a moment of truth.'),
  providers: z.array(z.enum(experienceProviders)).max(experienceProviders.length),
  modules: z.array(z.enum(experientialModules)).max(experientialModules.length),
  evidence: z.strictObject({
    level: z.enum(evidenceLevels),
    n: z.int().min(0).nullable().describe('How many were observed; what is measured brings its own.'),
    source: z.string().max(300),
  }),
  binding: cellBinding.nullable(),
})

/** For records that come from outside: keys that are none, so that what reads them can be sure. */
const keyed = <Value extends z.ZodType>(key: z.ZodString, value: Value, most: { n: number; what: string }) =>
  z.record(key, value).refine((all) => Object.keys(all).length <= most.n, `At most ${most.n} ${most.what}`)

const shape = z.strictObject({
  name: name.regex(/\S/u, 'Not blank'),
  about: text,
  kind: z.enum(mapKinds),
  persona: z.strictObject({
    name,
    about: text,
    goals: text,
    segmentId: z.int().min(1).nullable().describe('People like this: their numbers are shown with the persona.'),
  }),
  question: journeyQuestion.nullable().describe('Which lived journeys it is about; null: those of the persona by person.'),
  stages: keyed(id, stage, { n: mapLimits.stages, what: 'stages' }),
  steps: keyed(id, step, { n: mapLimits.steps, what: 'steps' }),
  lanes: keyed(id, lane, { n: mapLimits.lanes, what: 'lanes' }),
  cells: keyed(z.string().regex(/^[a-z0-9]{1,24}:[a-z0-9]{1,24}$/u), cell, { n: mapLimits.cells, what: 'cells' }).describe('By lane and step, `lane:step`.'),
}) // prettier-ignore

/** A designed journey: stages and their steps across, lanes down, and what each lane says of each step. */
export const mapDocument = shape.superRefine(({ stages: allStages, steps, lanes, cells }, context) => {
  const gone = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
  for (const [key, { stage: of }] of Object.entries(steps))
    if (!Object.hasOwn(allStages, of)) gone(['steps', key, 'stage'], `There is no stage ${of}`)
  for (const key of Object.keys(cells)) {
    const [ofLane = '', ofStep = ''] = key.split(':')
    if (!Object.hasOwn(lanes, ofLane)) gone(['cells', key], `There is no lane ${ofLane}`)
    if (!Object.hasOwn(steps, ofStep)) gone(['cells', key], `There is no step ${ofStep}`)
  }
})
export type MapDocument = z.infer<typeof shape>
export type MapStage = z.infer<typeof stage>
export type MapStep = z.infer<typeof step>
export type MapLane = z.infer<typeof lane>
export type MapCell = z.infer<typeof cell>

/** Nothing in a map is deeper than a rule of its question. */
const DEPTH_MAX = 40

/** What edits carry. Bounded, because whoever reads what is nested without end runs out of stack. */
const json = z
  .unknown()
  .refine((value) => isShallow(value, DEPTH_MAX), `At most ${DEPTH_MAX} levels deep`) as unknown as z.ZodType<z.core.util.JSONType>

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1))
}

/**
 * One place of a map set to another value. `was` is what its editor saw there: if it is something else by now, the edit is refused, so that nobody's work is
 * written over unseen. Left out, `was` is that there was nothing, and `value` that there shall be nothing: an edit with both exchanged undoes it.
 */
export const mapEdit = z.strictObject({
  path: z.array(z.string().min(1).max(60)).min(1).max(3).describe('For example `cells`, `a1:b2`, `text`.'),
  was: json.optional(),
  value: json.optional(),
})
export type MapEdit = z.infer<typeof mapEdit>

/** What one person did at once: all of its edits are made, or none. Sent again, it is made once. */
export const mapChange = z.strictObject({ changeId: z.uuid(), edits: z.array(mapEdit).min(1).max(5_000) })
export type MapChange = z.infer<typeof mapChange>
