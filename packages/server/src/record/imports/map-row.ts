import { hash } from 'node:crypto'
import type { ImportMapping, MappedFact, MappedValue } from '@percorso/contract'
import { checkColumns, namesOf } from './columns.ts'
import type { Lookups } from './lookups.ts'
import { type Reader, Unmappable, ValueCompiler } from './map-values.ts'
import type { GoodRow, RowValues } from './row.ts'

type Values = Record<string, unknown>
type ExternalId = { type: string; id: string; collection: 'users'; encoding: 'none' }

/** A fact as a Segment client would send it. */
export type SegmentFact = {
  type: MappedFact['type']
  messageId: string
  timestamp: string
  userId?: string
  anonymousId?: string
  event?: string
  name?: string
  groupId?: string
  properties?: Values
  traits?: Values
  context?: { externalIds?: ExternalId[]; traits?: { email?: string; phone?: string } }
}

export type Mapped = { fact: SegmentFact } | { refused: string }
export type MappingContext = {
  /** Names the import: the same name, file, row and fact always give the same message id. */
  importName: string
  fileName: string
  lookups?: Lookups
  /** The columns of the file where it has a header; a mapping that speaks of others is refused at once. */
  columns?: string[]
}
export type RowMapper = (row: GoodRow) => Mapped[]

type Person = Pick<SegmentFact, 'userId' | 'anonymousId'> & { email?: string; phone?: string; externalIds?: ExternalId[] }
type FactMaker = (row: GoodRow, person: Person) => SegmentFact | undefined

/** Prepares a mapping for many rows. What is wrong in one fact refuses that fact; a row about nobody is refused whole. */
export function compileMapping(mapping: ImportMapping, context: MappingContext): RowMapper {
  if (context.columns && context.columns.length > 0) checkColumns(mapping, context.columns)
  const compiler = new ValueCompiler(mapping, context.lookups ?? {})
  const personOf = compilePerson(mapping.person, compiler)
  const makers = mapping.facts.map((fact, index) => compileFact(fact, compiler, `${context.importName}\n${context.fileName}\n${index}\n`))
  return (row) => {
    const person = personOf(row.values)
    if (!person) return [{ refused: nobody(mapping) }]
    return makers.flatMap((make) => attempt(() => make(row, person)))
  }
}

function attempt(make: () => SegmentFact | undefined): Mapped[] {
  try {
    const fact = make()
    return fact ? [{ fact }] : []
  } catch (error) {
    if (error instanceof Unmappable) return [{ refused: error.message }]
    throw error
  }
}

function compilePerson({ external, ...templates }: ImportMapping['person'], compiler: ValueCompiler): Reader<Person> {
  const readPlain = compileValues(templates, compiler)
  const readExternal = compileValues(external ?? {}, compiler)
  return (row) => {
    const person: Person = readPlain(row)
    const ids = Object.entries(readExternal(row)).map(
      ([type, id]) => ({ type, id: String(id), collection: 'users', encoding: 'none' }) as const,
    )
    if (ids.length > 0) person.externalIds = ids
    return Object.keys(person).length > 0 ? person : undefined
  }
}

function compileFact(mapped: MappedFact, compiler: ValueCompiler, idSeed: string): FactMaker {
  const conditions = [mapped.when ?? []].flat().map((condition) => compiler.condition(condition))
  const readTime = compiler.time(mapped.time)
  const readId = mapped.messageId === undefined ? undefined : compiler.template(mapped.messageId)
  const fillBody = compileBody(mapped, compiler)
  return (row, person) => {
    for (const holds of conditions) if (!holds(row.values)) return undefined
    const timestamp = readTime(row.values) ?? fail(`There is no time in ${mapped.time}`)
    const messageId = readId ? (readId(row.values) ?? fail(`There is no message id in ${mapped.messageId}`)) : defaultId(idSeed, row.number)
    const fact: SegmentFact = { type: mapped.type, messageId, timestamp }
    addPerson(fact, person)
    fillBody(fact, row.values)
    return fact
  }
}

/** Fills in what is particular to each type of fact. */
function compileBody(mapped: MappedFact, compiler: ValueCompiler): (fact: SegmentFact, row: RowValues) => void {
  const readNames = compileValues(namesOf(mapped), compiler)
  const key = 'traits' in mapped ? 'traits' : 'properties'
  const readValues = compileValues('traits' in mapped ? mapped.traits : mapped.properties, compiler)
  const required = mapped.type === 'track' ? 'event' : mapped.type === 'group' ? 'groupId' : undefined
  return (fact, row) => {
    Object.assign(fact, readNames(row))
    if (required && !fact[required]) fail(`There is no ${required}`)
    fact[key] = { ...fact[key], ...readValues(row) }
  }
}

function addPerson(fact: SegmentFact, { userId, anonymousId, email, phone, externalIds }: Person): void {
  if (userId !== undefined) fact.userId = userId
  if (anonymousId !== undefined) fact.anonymousId = anonymousId
  if (externalIds) fact.context = { externalIds }
  if (email === undefined && phone === undefined) return
  const reachable = { ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) }
  if (fact.type === 'identify') fact.traits = reachable
  else fact.context = { ...fact.context, traits: reachable }
}

function compileValues(values: Record<string, MappedValue | undefined>, compiler: ValueCompiler): (row: RowValues) => Values {
  const readers = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, compiler.value(value)] as const]))
  return (row) => {
    const found: Values = {}
    for (const [name, read] of readers) {
      const value = read(row)
      if (value !== undefined) found[name] = value
    }
    return found
  }
}

function defaultId(seed: string, rowNumber: number): string {
  return `import-${hash('sha256', seed + rowNumber).slice(0, 32)}`
}

function nobody({ person: { external, ...templates } }: ImportMapping): string {
  const names = [...Object.values(templates), ...Object.values(external ?? {})]
  return `The row is about nobody: ${names.join(', ')} is missing`
}

function fail(reason: string): never {
  throw new Unmappable(reason)
}
