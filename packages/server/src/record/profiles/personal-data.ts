import type { Db, Stores } from '../../stores/index.ts'
import type { Identifier } from './identifier.ts'

type Both = Pick<Stores, 'postgres' | 'warehouse'>

/** A person, by every identifier that is theirs, those included that only an alias names. */
export type Subject = { workspaceId: number; identifiers: Identifier[] }

/** A file of somebody's own data, read as it is sent. */
export type PersonalFile = { name: string; content: () => AsyncIterable<string | Buffer> }

/**
 * What one room keeps about people, for the privacy desk: each room that keeps anything contributes one of these, and answers for its own tables and
 * files. Whatever is outside of a transaction may be called again and again: somebody may be killed in the middle of it.
 */
export type PersonalData = {
  /** Its tables that have a column for a person's or an identifier's id, or a value of one. */
  tables: string[]
  /** How much of what there is about a person. */
  count(stores: Both, subject: Subject): Promise<Record<string, number>>
  files(stores: Both, subject: Subject): PersonalFile[]
  /** In the transaction that erases the person: everything in PostgreSQL that can be found by an identifier. */
  erase?(db: Db, subject: Subject): Promise<void>
  /** After that transaction: the warehouse, files, and what can only be found by looking through everything. */
  eraseElsewhere?(stores: Both, subject: Subject): Promise<void>
  /** Before data files are rewritten: files that may hold anybody. Answers what has to be waited for, if so. */
  settle?(stores: Both, workspaceId: number): Promise<string | undefined>
  /** Everything of a workspace: first in a transaction, then elsewhere. */
  empty(db: Db, workspaceId: number): Promise<void>
  emptyElsewhere?(stores: Both, workspaceId: number): Promise<void>
}
