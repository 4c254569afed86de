import { z } from 'zod'

// How the rows of a file become facts. One row may yield several facts, each with its own time.
// `{column}` in a template stands for the row's cell; a value whose column is missing is left out.

const template = z.string().min(1).max(2000).describe('Text in which {column} stands for the cell of that column')
const columnName = z.string().min(1).max(500)
const scalar = z.union([z.string(), z.number(), z.boolean()])

const typedColumn = z.strictObject({
  column: columnName,
  as: z.enum(['string', 'number', 'boolean', 'date', 'json', 'list']).default('string'),
  separator: z.string().min(1).max(10).optional().describe('Between the items of a list; a comma when left out'),
})

const value = z.union([template, z.number(), z.boolean(), typedColumn])
const values = z.record(z.string().min(1).max(200), value)

const condition = z
  .strictObject({ column: columnName, present: z.boolean().optional(), equals: scalar.optional(), not: scalar.optional() })
  .refine((c) => [c.present, c.equals, c.not].filter((test) => test !== undefined).length === 1, {
    error: 'A condition says exactly one of present, equals, not',
  })

const everyFact = {
  time: template.describe('When it happened; a date without braces is the same for every row'),
  when: z
    .union([condition, z.array(condition)])
    .optional()
    .describe('The row yields this fact only if all conditions hold'),
  messageId: template.optional().describe('Names the fact for ever; when left out it follows from import, file, row and fact'),
}

const fact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('identify'), ...everyFact, traits: values.default({}) }),
  z.strictObject({ type: z.literal('track'), ...everyFact, event: template, properties: values.default({}) }),
  z.strictObject({ type: z.literal('page'), ...everyFact, name: template.optional(), properties: values.default({}) }),
  z.strictObject({ type: z.literal('screen'), ...everyFact, name: template.optional(), properties: values.default({}) }),
  z.strictObject({ type: z.literal('group'), ...everyFact, groupId: template, traits: values.default({}) }),
])

const person = z
  .strictObject({
    userId: template.optional(),
    anonymousId: template.optional(),
    email: template.optional(),
    phone: template.optional(),
    external: z.record(z.string().min(1).max(100), template).optional().describe('Other identifiers, by namespace'),
  })
  .refine((p) => Object.keys(p.external ?? {}).length > 0 || p.userId || p.anonymousId || p.email || p.phone, {
    error: 'Say at least one of userId, anonymousId, email, phone, external',
  })

const lookup = z.strictObject({
  // A bare name: the lookup lies beside the imported file, and a mapping must not reach any other folder.
  file: z
    .string()
    .regex(/^[^/\\]+$/, 'A file name without a folder')
    .refine((name) => name !== '..' && name !== '.', 'A file name'),
  key: columnName.describe('The column whose value names one row of this file'),
  keep: z.enum(['first', 'last']).optional().describe('Which row counts when a key occurs twice; when left out that is an error'),
})

const join = z.strictObject({
  lookup: z.string().min(1),
  on: columnName.describe('A column of the row, or of an earlier join, that holds the key'),
  prefix: z.string().min(1).max(100).describe('The columns found are called prefix + name'),
})

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** A mapping: from the rows of a CSV, JSON Lines or Parquet file to facts about people. */
export const importMapping = z
  .strictObject({
    format: z.enum(['auto', 'csv', 'jsonl', 'parquet']).default('auto'),
    delimiter: z.union([z.literal('auto'), z.string().length(1)]).default('auto'),
    encoding: z.enum(['auto', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).default('auto'),
    timeZone: z.string().refine(isTimeZone, 'An IANA time zone such as Europe/Rome').default('UTC'),
    dateOrder: z.enum(['dmy', 'mdy']).optional().describe('How to read 03/04/2024; when left out such dates are refused'),
    decimal: z.enum(['.', ',']).default('.'),
    missing: z.array(z.string()).default(['']).describe('Cells that mean that there is no value'),
    lookups: z.record(z.string().min(1), lookup).default({}),
    join: z.array(join).default([]),
    person,
    facts: z.array(fact).min(1).max(50),
  })
  .superRefine((mapping, context) => {
    for (const [index, { lookup }] of mapping.join.entries())
      if (!Object.hasOwn(mapping.lookups, lookup))
        context.addIssue({ code: 'custom', path: ['join', index, 'lookup'], message: `There is no lookup called ${lookup}` })
  })

export type ImportMapping = z.infer<typeof importMapping>
/** A mapping as people write it, with everything optional left out. */
export type ImportMappingInput = z.input<typeof importMapping>
export type MappedFact = ImportMapping['facts'][number]
export type MappedValue = z.infer<typeof value>
export type MappedCondition = z.infer<typeof condition>
