export * from './worker.ts'
export { startPrivacyHousekeeping } from './privacy-housekeeping.ts'
