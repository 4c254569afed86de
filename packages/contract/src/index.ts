/** What server, console and SDKs agree on: facts, policies and the HTTP API. */
export * from './api.ts'
export * from './facts.ts'
export * from './identity-policy.ts'
export * from './import-mapping.ts'
export * from './imports-api.ts'
