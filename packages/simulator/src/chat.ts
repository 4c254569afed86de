import { MINUTE, SECOND } from './calendar.ts'
import { withOdds } from './chance.ts'
import { feel, nullOf, onDevice, tell } from './life.ts'
import type { Life } from './life.ts'
import type { Device } from './person.ts'
import { truths } from './truths.ts'

const AGENTS = ['Agata', 'Bruno', 'Carys', 'Dario', 'Ewelina', 'Fiona'] as const
const SUBJECTS = ['delivery', 'stock', 'product', 'returns', 'account'] as const

/** A chat on the web site or in the app. Whether it is rated good depends on how long the first answer took. */
export function chat(life: Life, at: number, device: Device): void {
  const { chance } = life
  const { over_s, goodShare, goodOddsFactor } = truths.chatWait
  const wait_s = Math.round(110 * chance.factor(0.8) + 15)
  const agent = nullOf(life, 'agent', AGENTS)
  const subject = chance.pick(SUBJECTS)
  const good = chance.is(withOdds(goodShare, wait_s > over_s ? [goodOddsFactor] : []))
  const rating = good ? chance.pick([4, 5, 5]) : chance.pick([1, 2, 3])
  const endAt = at + wait_s * SECOND + chance.between(2, 12) * MINUTE
  const say = (event: string, when: number, properties: Record<string, unknown>) =>
    tell(life, when, { source: 'Chat', type: 'track', event, ...onDevice(life, device), properties })
  say('Chat Started', at, { subject, agent })
  say('Chat Answered', at + wait_s * SECOND, { subject, wait_s })
  say('Chat Ended', endAt, { subject, wait_s, rating })
  feel(life, good ? 0.1 : -0.25, 'service')
}
