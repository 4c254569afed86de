import { MINUTE, timeOfDay } from './calendar.ts'
import { catalogue } from './catalogue.ts'
import { asCustomer, daysLater, plan, tell } from './life.ts'
import type { Life } from './life.ts'
import { phrases } from './phrases.ts'
import { inTheirWords } from './write-text.ts'

/** Those who know the goods better than the shop does: they read manuals, compare, answer others, have ideas. */
export function beExpert(life: Life, at: number): void {
  const { chance, person } = life
  const product = chance.pick(catalogue)
  const { language } = person.country
  const say = (event: string, later: number, properties: Record<string, unknown>) =>
    tell(life, at + later, {
      source: 'Community',
      type: 'track',
      event,
      ...asCustomer(life),
      properties: { product_id: product.id, ...properties },
    })
  say('Manual Downloaded', 0, { language })
  if (chance.is(0.6)) say('Products Compared', 3 * MINUTE, { with: chance.pick(catalogue).id })
  if (chance.is(0.5)) {
    const text = inTheirWords(life, chance.pick(phrases[language].answers), product.name)
    say('Question Answered', 12 * MINUTE, { text, language, helpful: chance.whole(0, 14) })
  }
  if (chance.is(0.25))
    say('Idea Submitted', 20 * MINUTE, { text: inTheirWords(life, chance.pick(phrases[language].ideas), product.name), language })
  plan(life, timeOfDay(daysLater(life, at, 24), person.country.zone, { rhythm: 'online', chance }), beExpert)
}
