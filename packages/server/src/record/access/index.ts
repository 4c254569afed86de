/**
 * Access: who may do what, and who did. Owns people and their sessions, members and invitations, API tokens, and the audit log:
 * every change of a definition, person or permission is noted by {@link record}, in its own transaction.
 */
export { createAuth } from './auth.ts'
export type { AuthAt, AuthConfig } from './auth.ts'
export { handleCallback } from './handle-callback.ts'
export { limitAttempts } from './limit-attempts.ts'
export { makeResetLink } from './make-reset-link.ts'
export { moveToTimeZone } from './move-to-time-zone.ts'
export { readAccessPulse } from './pulse-tables.ts'
export { record } from './record.ts'
export type { AuditEntry } from './record.ts'
export { accessRoutes } from './routes.ts'
export { keepSecret } from './secret-tables.ts'
export { signInByLink } from './sign-in-by-link.ts'
export type { AccessDeps } from './sign-in.ts'
export { createToken, createVerifyToken } from './tokens.ts'
export type { VerifyToken } from './tokens.ts'
export { createSessions } from './verify-session.ts'
export type { Sessions } from './verify-session.ts'
export { endpoints } from './workspace-request.ts'
export type { Actor, Browser, WorkspaceRequest } from './workspace-request.ts'
