/**
 * Consent: what people agree to. Owns what was said last about each purpose, by identifier; the facts that said so are the evidence. It hangs on
 * identifiers, so that whoever owns those (`record/profiles`) writes, reads and erases it with them. docs/consent.md says which facts say something.
 */
export { CONSENT_CHANGED, consentsIn } from './consents-in.ts'
export type { SaidConsent } from './consents-in.ts'
export { addConsents, selectConsents, selectPurposes } from './tables.ts'
export type { ConsentDelta, ConsentRow } from './tables.ts'
