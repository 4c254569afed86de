/**
 * Touchpoints: where company and customers meet, physical or virtual. Owns the registry, which facts belong to which touchpoint, and the finding of new
 * ones. The mapping is asked whenever facts are read ({@link touchpointSql}), so that another one takes effect on all history at once.
 */
export { MEETINGS, metSql, questionOf } from './met-facts.ts'
export { touchpointRoutes } from './routes.ts'
export { touchpointSql } from './touchpoint-facts.ts'
export { listTouchpoints, selectTimeZone } from './touchpoint-tables.ts'
