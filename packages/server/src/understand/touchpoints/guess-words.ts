import type { Stage, TouchpointChannel } from '@percorso/contract'

/** Words, small, that give a channel away: the first list with a word of the name in it says. Only ever a suggestion. */
const CHANNEL_WORDS: [TouchpointChannel, string][] = [
  ['email', 'email mail newsletter inbox'],
  ['sms', 'sms text'],
  ['chat', 'chat messenger whatsapp bot'],
  ['phone', 'call phone telephone hotline voicemail'],
  ['social', 'social facebook instagram linkedin tiktok tweet comment mention'],
  ['advertising', 'ad ads advert advertisement banner campaign billboard impression'],
  ['shop', 'shop store till receipt pos branch counter showroom'],
  ['post', 'letter parcel post catalogue delivery delivered shipment shipped leaflet'],
  ['event', 'fair webinar event workshop conference'],
]

const STAGE_WORDS: [Stage, string][] = [
  [
    'after',
    'delivery delivered shipment shipped parcel return returns returned refund refunded case support service help review survey rating complaint feedback repair invoice account subscription renewed',
  ],
  ['during', 'order orders cart basket checkout payment pay purchase bought buy receipt till quote contract trial booking sale'],
]

function firstWith<Of>(lists: [Of, string][], words: string[]): Of | undefined {
  return lists.find(([, listed]) => listed.split(' ').some((word) => words.includes(word)))?.[0]
}

/** What carries facts with these words in their name, of this type, sent by this library. */
export function guessChannel(words: string[], { type, library }: { type: string; library: string }): TouchpointChannel {
  if (type === 'page') return 'web'
  if (type === 'screen') return 'app'
  const named = firstWith(CHANNEL_WORDS, words)
  if (named) return named
  if (/ios|swift|android|kotlin|flutter|react-native/u.test(library)) return 'app'
  return /analytics\.js|browser|web|javascript/u.test(library) ? 'web' : 'other'
}

/** Where in the life cycle facts with these words in their name are met. */
export function guessStage(words: string[]): Stage {
  return firstWith(STAGE_WORDS, words) ?? 'before'
}

/** The words of a name or path, small: `orderCompleted`, `order_completed` and `/order/completed` have the same. */
export function wordsOf(name: string): string[] {
  const parts = name.replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
  return [...new Set(parts.toLowerCase().match(/[\p{L}\p{N}]+/gu))]
}
