// Room: ground. What every other room stands on: configuration, errors, time, ids, the log. A closed list.
export { systemClock, virtualClock } from './clock.ts'
export type { Clock, VirtualClock } from './clock.ts'
export { readConfig } from './config.ts'
export type { Config } from './config.ts'
export { PercorsoError } from './errors.ts'
export { hashSecret, newSecret, uuidFromBytes } from './ids.ts'
export { createLog } from './log.ts'
export type { Logger } from './log.ts'
