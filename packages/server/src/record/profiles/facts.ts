import type { Warehouse } from '../../stores/index.ts'
import type { Move } from './tables.ts'

/** Writes which profile an identifier's facts belong to now; the highest version counts. */
export async function insertMergedProfiles(warehouse: Warehouse, moves: Move[]): Promise<void> {
  const lines = moves.flatMap(({ moveId, workspaceId, identifierIds, profileIds }) =>
    identifierIds.map((id, index) =>
      JSON.stringify({ workspace_id: workspaceId, profile_id: id, into_profile_id: profileIds[index], version: moveId }),
    ),
  )
  const token = `moves-${moves[0]!.moveId}-${moves.at(-1)!.moveId}-${moves.length}`
  await warehouse.insert({ table: 'merged_profiles', rows: Buffer.from(lines.join('\n')), token })
}
