// Door: HTTP. Composes the rooms into one server, and decides who may come in.
export { buildServer } from './build-server.ts'
export { registerHealth } from './health.ts'
export { createToken } from '../../record/access/index.ts'
