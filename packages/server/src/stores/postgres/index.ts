// Room: stores/postgres. The system of record for people and work, embedded or remote, behind one face.
export { pingPostgres } from './access.ts'
export type { Postgres } from './access.ts'
export { openPostgres } from './open.ts'
export type { Db } from './pools.ts'
export { inTransaction, inWorkspace } from './transactions.ts'
