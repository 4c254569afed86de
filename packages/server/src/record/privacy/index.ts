/**
 * Privacy: what people may ask of us about their own data. Owns the log of their requests, erasures with what is left of them (tombstones), and how
 * long facts are kept. What is known of a person is in many rooms: each contributes a `PersonalData`, and the doors bring these together.
 * Erasures are ordered by the API and carried out by {@link eraseDue}; data files are rewritten without them by {@link keepHouse}.
 */
export { registerPrivacyFiles } from './file-routes.ts'
export { eraseDue, keepHouse, keepHouseAtNight } from './keep-house.ts'
export type { HouseDeps } from './keep-house.ts'
export { applyLedger, readLedger, writeLedger } from './ledger.ts'
export type { Ledger } from './ledger.ts'
export { requestData } from './own-data.ts'
export { privacyRoutes } from './routes.ts'
