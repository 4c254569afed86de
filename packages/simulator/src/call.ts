import { DAY, HOUR, atHour } from './calendar.ts'
import { feel, nullOf, plan, tell, withPhone } from './life.ts'
import type { Life } from './life.ts'

type Call = { reason: string; outcome: 'solved' | 'promised' | 'not solved'; apology: boolean }

function answerCall(life: Life, at: number, call: Call): void {
  const { chance, person } = life
  const wait_s = Math.round(20 + 70 * chance.factor(0.8))
  const duration_s = Math.round(60 + 180 * chance.factor(0.6))
  const hold_music = nullOf(life, 'hold_music', ['piano', 'strings', 'none'])
  const properties = { ...call, wait_s, duration_s, hold_music, language: person.country.language }
  tell(life, at, { source: 'Call centre', type: 'track', event: 'Call Answered', ...withPhone(life), properties })
}

/**
 * Something was promised and has not come: six in ten call, most of them the next morning, within a day. The call centre apologises to some;
 * `onApology` is told when.
 */
export function callAbout(life: Life, promisedAt: number, onApology: (at: number) => void): void {
  const { chance, person } = life
  if (!chance.is(0.7)) return
  const days = chance.is(0.72) ? 1 : chance.whole(2, 4)
  const at = atHour(promisedAt + days * DAY, days === 1 ? 9 + chance.next() * 8 : 9 + chance.next() * 9, person.country.zone)
  const apology = chance.is(0.65)
  plan(life, at, () => {
    answerCall(life, at, { reason: 'late delivery', outcome: apology ? 'promised' : 'not solved', apology })
    if (apology) onApology(at)
    feel(life, apology ? 0.3 : -0.3, 'service')
  })
}

const REASONS = ['product question', 'invoice', 'change of address', 'assembly', 'opening hours'] as const

/** A call about anything. */
export function callForHelp(life: Life, at: number): void {
  const { chance } = life
  const solved = chance.is(0.85)
  answerCall(life, at, { reason: chance.pick(REASONS), outcome: solved ? 'solved' : 'not solved', apology: false })
  feel(life, solved ? 0.1 : -0.3, 'service')
  if (!solved && chance.is(0.4))
    plan(life, at + chance.between(2, 30) * HOUR, (_, then) =>
      callForHelp(life, atHour(then, 9 + chance.next() * 8, life.person.country.zone)),
    )
}
