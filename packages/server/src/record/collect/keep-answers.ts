/** An answer is kept for so many times as long as it took: what is cheap is always fresh, what is dear is not repeated for every visitor. */
const KEPT_FACTOR = 20
const ANSWERS_MAX = 1_000

/** Makes the function that answers from memory while an answer is fresh. Whoever asks meanwhile waits for the same answer. */
export function createKeepAnswers<Answer>(): (question: string, find: () => Promise<Answer>) => Promise<Answer> {
  const kept = new Map<string, { answer: Promise<Answer>; until: number }>()
  return async (question, find) => {
    const known = kept.get(question)
    if (known && known.until > performance.now()) return known.answer
    if (kept.size >= ANSWERS_MAX) kept.clear()
    const from = performance.now()
    const entry = { answer: find(), until: Infinity }
    kept.set(question, entry)
    const keepFor = (factor: number) => void (entry.until = performance.now() + (performance.now() - from) * factor)
    entry.answer.then(
      () => keepFor(KEPT_FACTOR),
      () => keepFor(0),
    )
    return entry.answer
  }
}
