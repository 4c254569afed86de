import type { Language } from './countries.ts'
import type { Sentiment, Topic } from './life.ts'
import { english } from './phrases-en.ts'
import { italian } from './phrases-it.ts'
import { polish } from './phrases-pl.ts'

/** What people write, by what they think of what. `{product}` is its name; `[m|f]` is what a man and a woman say of themselves. */
export type Phrases = {
  opening: Record<Sentiment, readonly string[]>
  about: Record<Topic, Record<Sentiment, readonly string[]>>
  /** Of a late delivery that somebody apologised for. */
  lateButSorry: readonly string[]
  closing: Record<Sentiment, readonly string[]>
  ideas: readonly string[]
  answers: readonly string[]
}

export const phrases: Record<Language, Phrases> = { en: english, it: italian, pl: polish }
