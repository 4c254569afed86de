import type { Warehouse } from '../../stores/index.ts'
import { OWN_FACTS } from './match-facts.ts'

type Scope = { warehouse: Warehouse; workspaceId: number }

const ofWorkspace = 'workspace_id = {workspaceId:UInt32} and not bot'

/** Which of these names any fact has. */
export async function knownNames({ warehouse, workspaceId }: Scope, names: string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set()
  const rows = await warehouse.query<{ name: string }>(
    `select distinct name from facts where ${ofWorkspace} and name in {names:Array(String)} limit {limit:UInt32}`,
    { workspaceId, names, limit: names.length },
  )
  return new Set(rows.map(({ name }) => name))
}

/** The paths of the properties of some facts of a name: those of people taken at random, as facts are filed by a hash of whose they are. */
export async function knownPaths({ warehouse, workspaceId }: Scope, name: string, facts: number): Promise<string[]> {
  const rows = await warehouse.query<{ path: string }>(
    `select distinct arrayJoin(JSONAllPaths(properties)) as path from (
       select properties from facts where ${ofWorkspace} and name = {name:String} limit {facts:UInt32})`,
    { workspaceId, name, facts },
  )
  return rows.map(({ path }) => path)
}

/** The names of facts, the commonest first. */
export async function selectNames(
  { warehouse, workspaceId }: Scope,
  limit: number,
): Promise<{ name: string; type: string; facts: number }[]> {
  return warehouse.query(
    `select name, type, count() as facts from facts where ${ofWorkspace} and name not in {never:Array(String)}
     group by name, type order by facts desc, name, type limit {limit:UInt32}`,
    { workspaceId, never: Object.values(OWN_FACTS), limit },
  )
}

/** The properties of some facts, of a name or of all. */
export async function someProperties(
  { warehouse, workspaceId }: Scope,
  name: string | undefined,
  limit: number,
): Promise<Record<string, unknown>[]> {
  const rows = await warehouse.query<{ properties: Record<string, unknown> }>(
    `select properties from facts where ${ofWorkspace} ${name === undefined ? '' : 'and name = {name:String}'} limit {limit:UInt32}`,
    { workspaceId, name: name ?? '', limit },
  )
  return rows.map(({ properties }) => properties)
}
