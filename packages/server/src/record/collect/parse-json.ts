// Numbers of 16 digits and more, or with exponents of three digits, may not survive as JavaScript numbers. (Looks for the signs around a
// number, so that the digits of ids in strings do not lead to the slow way.)
const RISKY_NUMBER = /[:[,]\s*-?\d{16}|\d[eE]\+?\d{3,}\s*[,}\]]/u
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gu
const RISKY_ESCAPE = /\\u(?:0000|[dD][89a-fA-F])/u

/**
 * Parses JSON without silent loss. Numbers that JavaScript cannot hold (20-digit ids, 1e400) become strings of the same digits; NUL and lone
 * surrogates, which no store can hold, become U+FFFD. Throws SyntaxError on anything that is not JSON.
 */
export function parseJson(text: string): unknown {
  const riskyNumbers = RISKY_NUMBER.test(text)
  const riskyStrings = text.includes('\\u') && RISKY_ESCAPE.test(text)
  if (!riskyNumbers && !riskyStrings) return JSON.parse(text)
  const parsed: unknown = JSON.parse(text)
  return mend(riskyNumbers ? JSON.parse(quoteLossyNumbers(text)) : parsed)
}

/** Puts quotes around numbers that JavaScript cannot hold. The text is valid JSON; a reviver would do the same, but recurses as deep as a sender likes. */
function quoteLossyNumbers(text: string): string {
  return text.replace(TEXT_OR_NUMBER, (token) => (token.startsWith('"') || !isLossy(token) ? token : `"${token}"`))
}

function isLossy(number: string): boolean {
  const value = Number(number)
  if (!Number.isFinite(value)) return true
  return /^-?\d+$/u.test(number) && !Number.isSafeInteger(value) && String(value) !== number
}

/** Replaces what stores cannot hold, in keys and strings; goes as deep as facts may be nested, the rest is refused later anyway. */
function mend(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return mendText(value)
  if (typeof value !== 'object' || value === null || depth > 200) return value
  if (Array.isArray(value)) return value.map((item) => mend(item, depth + 1))
  const mended = Object.create(null) as Record<string, unknown>
  for (const [key, item] of Object.entries(value)) mended[mendText(key)] = mend(item, depth + 1)
  return mended
}

function mendText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}
