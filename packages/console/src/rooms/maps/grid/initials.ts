const HUES = 6

/** “Ada Lovelace” → “AL”. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/u).filter((word) => word !== '')
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return ends.map((word) => String.fromCodePoint(word.codePointAt(0)!).toUpperCase()).join('') || '?'
}

/** The same colour for the same person on every screen. */
export function hueOf(userId: string): number {
  return Array.from(userId).reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 1_000_003, 7) % HUES
}
