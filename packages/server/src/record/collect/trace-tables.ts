import type { Db } from '../../stores/index.ts'

/** The chunk that a message id belongs to, while it is remembered. */
export async function selectOwner(db: Db, workspaceId: number, messageId: string): Promise<number | undefined> {
  const { rows } = await db.query<{ chunkId: number }>(
    'select chunk_id as "chunkId" from seen_messages where workspace_id = $1 and message_hash = hashtextextended($2, 0)',
    [workspaceId, messageId],
  )
  return rows[0]?.chunkId
}
