/** A piece of a rule's text. Of a quoted text, `value` is what is meant; `wrong` says what is the matter and is always the last. */
export type Token = { kind: 'word' | 'text' | 'symbol' | 'end' | 'wrong'; value: string; at: number }

const SPACE = /\s*/uy
// Words that begin with a digit are numbers, dates and times too: `1e+21`, `2026-01-31T10:00:00+02:00`.
const WORD = /-?\d[\p{L}\p{M}\p{N}_:.+-]*|[\p{L}\p{N}_][\p{L}\p{M}\p{N}_:.-]*/uy
const TEXT = /"(?:[^"\\]|\\.)*"/uy
const SYMBOL = /[<>!]=|[≤≥≠=<>(),%]/uy

const SAME_SYMBOL: Record<string, string> = { '<=': '≤', '>=': '≥', '!=': '≠' }

/** The pieces of a rule's text, up to its end or to the first that is none. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; ;) {
    at += match(SPACE, text, at)!.length
    const token = at < text.length ? tokenAt(text, at) : { kind: 'end' as const, value: '', length: 0 }
    tokens.push({ kind: token.kind, value: token.value, at })
    if (token.kind === 'end' || token.kind === 'wrong') return tokens
    at += token.length
  }
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

function tokenAt(text: string, at: number): Pick<Token, 'kind' | 'value'> & { length: number } {
  const word = match(WORD, text, at)
  if (word !== undefined) return { kind: 'word', value: word, length: word.length }
  const symbol = match(SYMBOL, text, at)
  if (symbol !== undefined) return { kind: 'symbol', value: SAME_SYMBOL[symbol] ?? symbol, length: symbol.length }
  const quoted = match(TEXT, text, at)
  const value = quoted === undefined ? undefined : unquote(quoted)
  if (quoted !== undefined && value !== undefined) return { kind: 'text', value, length: quoted.length }
  return { kind: 'wrong', value: whatIsWrong(text, at, quoted), length: 0 }
}

function unquote(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return undefined
  }
}

function whatIsWrong(text: string, at: number, quoted: string | undefined): string {
  if (quoted !== undefined)
    return String.raw`In quotes, a backslash is written \\, a new line \n, and other characters that cannot be seen in the same way, as in JSON`
  const character = String.fromCodePoint(text.codePointAt(at)!)
  if (character === '"') return 'The quoted text that begins here has no end: close it with "'
  if (/[“”„‟«»‘’‚'`]/u.test(character)) return 'Only straight double quotes are understood: "…"'
  if (/[\p{C}]/u.test(character)) {
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
    return `There is a character here that cannot be seen (U+${code}): delete it`
  }
  return `“${character}” can only stand in quotes: write a name or value that has it as "…"`
}
