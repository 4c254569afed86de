import { beginsCondition, endOfName, endOfPhrase } from './rule-text-words.ts'
import { tokenise } from './rule-text-tokens.ts'
import type { Token } from './rule-text-tokens.ts'

/** Why a text is no rule. Thrown inside the parser only: it unwinds from any depth, and `parseRule` makes a value of it. */
export class RuleTextError extends Error {
  readonly at: number
  readonly expected: readonly string[]

  constructor(message: string, at: number, expected: readonly string[] = []) {
    super(message)
    this.at = at
    this.expected = expected
  }
}

type NameLimits = { what: string; longest: number; ends?: readonly string[]; emptyToo?: boolean }

const NAMED_MAX = 8

/** Reads a rule's text from left to right, and remembers what would have fitted where it stands: so every error can say so. */
export class RuleReader {
  private readonly tokens: Token[]
  private index = 0
  /** Words of the language, and descriptions of what else would fit. */
  private readonly fitting = { words: new Set<string>(), described: new Set<string>() }

  constructor(text: string) {
    this.tokens = tokenise(text)
  }

  get token(): Token {
    return this.tokens[this.index]!
  }

  sees(phrase: string): boolean {
    return endOfPhrase(phrase, this.wordAt, this.index) !== undefined
  }

  seesName(): boolean {
    return endOfName(this.wordAt, this.index) > this.index
  }

  /** Whether these words or this sign come next; they are read if so. */
  eat(phrase: string): boolean {
    this.fitting.words.add(phrase)
    return this.eatQuietly(phrase)
  }

  /** The same for what is understood, but not proposed. */
  eatQuietly(phrase: string): boolean {
    const end = endOfPhrase(phrase, this.wordAt, this.index)
    if (end !== undefined) this.moveTo(end)
    return end !== undefined
  }

  need(phrase: string): void {
    if (!this.eat(phrase)) this.refuse()
  }

  /** Reads a quoted text, if one comes next. */
  eatText(what: NameLimits): string | undefined {
    this.fitting.described.add(`${what.what} in quotes`)
    return this.token.kind === 'text' ? this.accept(this.token.value, this.index + 1, what) : undefined
  }

  /** A name: in quotes, or as many words as are none of the language. */
  name(what: NameLimits): string {
    if (this.token.kind === 'text') return this.accept(this.token.value, this.index + 1, what)
    const end = endOfName(this.wordAt, this.index, what.ends)
    if (end === this.index) this.refuse(what.what)
    const words = this.tokens.slice(this.index, end).map(({ value }) => value)
    return this.accept(words.join(' '), end, what)
  }

  /** A name that stands where a condition may begin: there, more words belong to the language. */
  leadingName(what: NameLimits): string {
    if (this.token.kind === 'word' && beginsCondition(this.wordAt, this.index))
      this.fail(`“${this.token.value}” is a word of the rule language: write a name that begins with it in quotes`)
    return this.name(what)
  }

  /** A name that is tested: a single word is no condition yet. */
  testedName(what: NameLimits): string {
    return endOfName(this.wordAt, this.index) > this.index + 1 ? this.leadingName(what) : this.name(what)
  }

  /** Reads one word, if `understand` makes something of it. */
  eatWord<Meaning>(what: string, understand: (word: string) => Meaning | undefined): Meaning | undefined {
    this.fitting.described.add(what)
    const meaning = this.token.kind === 'word' ? understand(this.token.value) : undefined
    if (meaning !== undefined) this.moveTo(this.index + 1)
    return meaning
  }

  /** One word that `understand` makes something of. */
  word<Meaning>(what: string, understand: (word: string) => Meaning | undefined): Meaning {
    return this.eatWord(what, understand) ?? this.refuse()
  }

  /** Reads what may go wrong for a reason that is worth a word more. */
  hinting<Read>(hint: string, read: () => Read): Read {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof RuleTextError)) throw error
      throw new RuleTextError(`${error.message}. ${hint}`, error.at, error.expected)
    }
  }

  /** Says that what stands here does not fit, and what would. */
  refuse(what?: string): never {
    if (what !== undefined) this.fitting.described.add(what)
    const { kind, value } = this.token
    if (kind === 'wrong') this.fail(value)
    const found = kind === 'end' ? 'The rule is not complete' : `“${shortened(value)}” does not fit here`
    const words = Array.from(this.fitting.words, (word) => `“${word}”`)
    this.fail(`${found}: expected ${listed([...this.fitting.described, ...words])}`)
  }

  fail(message: string): never {
    const { described, words } = this.fitting
    throw new RuleTextError(message, this.token.at, [...described, ...words])
  }

  private accept(name: string, next: number, { what, longest, emptyToo }: NameLimits): string {
    if (name === '' && !emptyToo) this.fail(`The quotes are empty: expected ${what}`)
    if (name.length > longest) this.fail(`This is too long for ${what}: at most ${longest} characters`)
    this.moveTo(next)
    return name
  }

  private moveTo(index: number): void {
    this.index = index
    this.fitting.words.clear()
    this.fitting.described.clear()
  }

  /** Words and signs, but no quoted text: `"and"` is not `and`. */
  private readonly wordAt = (index: number): string | undefined => {
    const token = this.tokens[index]
    return token?.kind === 'word' || token?.kind === 'symbol' ? token.value : undefined
  }
}

function shortened(value: string): string {
  return value.length > 40 ? `${value.slice(0, 39)}…` : value
}

/** What fits best is tried first, and what ends a group last. */
function listed(fitting: string[]): string {
  const named =
    fitting.length > NAMED_MAX ? [...fitting.slice(0, NAMED_MAX - 3), ...fitting.slice(-3), 'another word of the language'] : fitting
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} or ${named.at(-1)}`
}
