import type { Chance } from './chance.ts'
import type { Life, Sentiment, TextTruth, Topic } from './life.ts'
import { phrases } from './phrases.ts'

export type Written = { text: string; truth: TextTruth }
/** `late`: what it is about came late. */
type Opinion = { sentiment: Sentiment; topic: Topic; product: string; late: boolean }

/** What somebody writes of what they lived through, in their own language and grammar, some more carefully than others. */
export function writeOpinion(life: Life, { sentiment, topic, product, late }: Opinion): Written {
  const { chance, person } = life
  const { language } = person.country
  const { opening, about, closing, lateButSorry } = phrases[language]
  const points = late && topic === 'delivery' && sentiment === 'neutral' ? lateButSorry : about[topic][sentiment]
  const parts = [
    ...(chance.is(0.6) ? [chance.pick(opening[sentiment])] : []),
    chance.pick(points),
    ...(chance.is(0.5) ? [chance.pick(closing[sentiment])] : []),
  ]
  const text = parts.map((part) => inTheirWords(life, part, product)).join(' ')
  return { text: hurried(text, chance), truth: { sentiment, topic, language } }
}

/** Fills in the product and says `[m|f]` as this person would. */
export function inTheirWords({ person }: Life, phrase: string, product: string): string {
  return phrase
    .replaceAll('{product}', product)
    .replaceAll(/\[([^|\]]+)\|([^\]]+)\]/gu, (_, his: string, hers: string) => (person.gender === 'f' ? hers : his))
}

/** One in eight does not care for capitals, one in ten shouts the end. */
function hurried(text: string, chance: Chance): string {
  const style = chance.next()
  if (style < 0.12) return text.toLowerCase().replace(/[.!]$/u, '')
  return style < 0.22 ? text.replace(/[.!]$/u, '!!') : text
}
