// Door: HTTP. Composes the rooms into one server, and decides who may come in.
export { buildServer } from './build-server.ts'
export type { ServerDeps } from './build-server.ts'
export { createToken, useSignIn } from './tokens.ts'
export type { TokenKind } from './tokens.ts'
