/**
 * Segments: who is in which, live. Owns segments, what is remembered of people's facts for their rules, and membership. It follows facts in the
 * transaction in which they are applied ({@link followFacts}), people who are merged or separated ({@link rejudgePeople}), and the clock
 * ({@link wakePeople}); what has been before a rule was made is filled in part by part ({@link fillPart}).
 */
export { fillPart } from './fill.ts'
export { createFollower, followFacts } from './follow-facts.ts'
export type { Follower } from './follow-facts.ts'
export { rejudgePeople, wakePeople } from './rejudge-people.ts'
export { segmentRoutes } from './routes.ts'
export { segmentsData } from './segments-data.ts'
