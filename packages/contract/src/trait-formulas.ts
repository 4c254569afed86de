import * as z from 'zod'
import { edge, factMatch, factWindow, measure, property } from './segment-rules.ts'
import type { FactMatch, FactWindow, Measure } from './segment-rules.ts'

// Computed traits: what a person's facts add up to, by name and kept up to date. docs/rules.md says what each formula means.

/** What a formula may be at most. */
export const formulaLimits = { depth: 6, parts: 20 } as const

const within = factWindow.optional().describe('Left out: ever.')
const units = z.enum(['hours', 'days', 'weeks', 'years'])
const habit = z.enum(['hour', 'weekday'])
const arithmetic = z.enum(['add', 'subtract', 'multiply', 'divide'])

/** What is read from facts: how many, a measure of a number, the first or last value or time, how long ago, the commonest value, the usual hour or weekday. */
const reading = z.union([
  z.strictObject({ count: factMatch, within }),
  z.strictObject({ measure, property, of: factMatch, within }),
  z.strictObject({ edge, property, of: factMatch, within }),
  z.strictObject({ time: edge, of: factMatch }),
  z.strictObject({ since: edge, of: factMatch, unit: units }).describe('Whole units since the first or last of them.'),
  z.strictObject({ favourite: property, of: factMatch, within }).describe('The value that most of them have; of several, the latest.'),
  z
    .strictObject({ usual: habit, of: factMatch, within })
    .describe('Hour (0 to 23) or weekday (1, Monday, to 7) of most of them, by the workspace’s time zone.'),
])
export type TraitReading =
  | { count: FactMatch; within?: FactWindow | undefined }
  | { measure: Measure; property: string; of: FactMatch; within?: FactWindow | undefined }
  | { edge: 'first' | 'last'; property: string; of: FactMatch; within?: FactWindow | undefined }
  | { time: 'first' | 'last'; of: FactMatch }
  | { since: 'first' | 'last'; of: FactMatch; unit: z.infer<typeof units> }
  | { favourite: string; of: FactMatch; within?: FactWindow | undefined }
  | { usual: z.infer<typeof habit>; of: FactMatch; within?: FactWindow | undefined }

/** Numbers, and readings that are numbers, reckoned together. What is not there makes the whole not there; so does dividing by 0. */
export type TraitFormula = TraitReading | { number: number } | { op: z.infer<typeof arithmetic>; parts: [TraitFormula, TraitFormula] }

const formula: z.ZodType<TraitFormula, TraitFormula> = z.lazy(() =>
  z.union([
    ...reading.options,
    z.strictObject({ number: z.number() }),
    z.strictObject({ op: arithmetic, parts: z.tuple([formula, formula]) }),
  ]),
) as unknown as z.ZodType<TraitFormula, TraitFormula>

/** A formula as it is sent and stored: bounded, which is looked at first. */
export const traitFormula = z
  .unknown()
  .superRefine((value, context) => {
    if (!isSmall(value)) context.addIssue({ code: 'custom', message: `A formula has at most ${formulaLimits.parts} parts, ${formulaLimits.depth} levels deep` }) // prettier-ignore
  })
  .pipe(formula as z.ZodType<TraitFormula, unknown>)
  .refine((whole) => readingsOf(whole).length > 0, 'A formula reads something of facts')
  .refine(isSoundArithmetic, 'Only numbers can be reckoned with') as unknown as z.ZodType<TraitFormula, TraitFormula>

/** The readings of a formula, in the order in which they are written. */
export function readingsOf(whole: TraitFormula): TraitReading[] {
  if ('op' in whole) return whole.parts.flatMap(readingsOf)
  return 'number' in whole ? [] : [whole]
}

/** What a formula comes to: `any` is whatever the property has. */
export function typeOfFormula(whole: TraitFormula): 'number' | 'date' | 'any' {
  if ('time' in whole) return 'date'
  return 'edge' in whole || 'favourite' in whole ? 'any' : 'number'
}

function isSoundArithmetic(whole: TraitFormula): boolean {
  return !('op' in whole) || whole.parts.every((part) => typeOfFormula(part) === 'number' && isSoundArithmetic(part))
}

function isSmall(value: unknown): boolean {
  let level = [value]
  let parts = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    parts += level.length
    if (depth >= formulaLimits.depth || parts > formulaLimits.parts) return false
    level = level.flatMap((part) => {
      const inner = typeof part === 'object' && part !== null ? (part as { parts?: unknown }).parts : undefined
      return Array.isArray(inner) ? (inner.slice(0, 3) as unknown[]) : []
    })
  }
  return true
}
