/**
 * Sets: lists of people that somebody brought along, by their identifiers. Owns how they are made, filled, shown and deleted; who is in which is asked by
 * `following`. A set holds ids of identifiers, hashes: of people who are not known it says nothing, until they come.
 */
export { addMembers, takeMembersOut } from './change-members.ts'
export { createSet } from './define-set.ts'
export { setRoutes } from './routes.ts'
export { setsData } from './sets-data.ts'
