import { consentLimits } from '@percorso/contract'

export type SaidConsent = { purpose: string; given: boolean }

type Json = Record<string, unknown>

/** One purpose: `{ purpose: 'newsletter', given: true }`. */
export const CONSENT_CHANGED = 'Consent Changed'
/** The Segment specification’s: all purposes of a consent manager, in `context.consent.categoryPreferences`. */
const PREFERENCES_UPDATED = 'Segment Consent Preference Updated'

/** The consents that a track says, if it is one that does. What is not as it must be says nothing, and stays in the fact for everybody to see. */
export function consentsIn(event: string, properties: unknown, context: Json): SaidConsent[] | undefined {
  if (event === CONSENT_CHANGED) return readConsents([isObject(properties) ? [properties['purpose'], properties['given']] : []])
  if (event !== PREFERENCES_UPDATED) return undefined
  const { consent } = context
  const preferences = isObject(consent) ? consent['categoryPreferences'] : undefined
  return isObject(preferences) ? readConsents(Object.entries(preferences).slice(0, consentLimits.purposes)) : undefined
}

function readConsents(said: unknown[][]): SaidConsent[] | undefined {
  const consents = said.flatMap(([purpose, given]) => readConsent(purpose, given) ?? [])
  return consents.length > 0 ? consents : undefined
}

function readConsent(sent: unknown, given: unknown): SaidConsent | undefined {
  const purpose = typeof sent === 'string' ? sent.trim() : ''
  const isGiven = readYes(given)
  return purpose === '' || purpose.length > consentLimits.characters || isGiven === undefined ? undefined : { purpose, given: isGiven }
}

/** Forms and spreadsheets send the words: to miss a “false” would be to write to somebody who said no. */
function readYes(given: unknown): boolean | undefined {
  if (typeof given === 'boolean') return given
  const word = typeof given === 'string' ? given.trim().toLowerCase() : ''
  return word === 'true' ? true : word === 'false' ? false : undefined
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
