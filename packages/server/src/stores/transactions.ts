/** How a verb groups statements into one transaction. The one part of the stores that a verb may use itself: the SQL stays in its tables.ts. */
export { inTransaction, inWorkspace } from './postgres/transactions.ts'
