/**
 * Customers: what people at work do with people: change a trait or join two by hand, take notes, pin facts, save views, take lists away as files.
 * Owns notes, pins and saved views. What changes a person is a fact of the source "By hand", and goes the way of every fact.
 */
export { csvLine } from './csv.ts'
export { customerRoutes } from './routes.ts'
export { registerPeopleFiles } from './file-routes.ts'
export { customersData } from './customers-data.ts'
export { purgeNotes } from './notes.ts'
