/**
 * How something goes for somebody at a moment. `next`: it stays so at least until then (ms), if nothing else happens; `Infinity` if it never turns by
 * itself. Always after now.
 */
export type Answer = { holds: boolean; next: number }

/**
 * The answer of several parts, all or any of which must hold. A part that decides the whole keeps it as it is until it turns itself; once one decides for
 * good, the others are not asked.
 */
export function joinAnswers<Part>(joined: 'all' | 'any', parts: Part[], ask: (part: Part) => Answer): Answer {
  const decisive = joined === 'any'
  let [isDecided, decidedUntil, openUntil] = [false, 0, Infinity]
  for (const part of parts) {
    const { holds, next } = ask(part)
    if (holds !== decisive) openUntil = Math.min(openUntil, next)
    else if (next === Infinity) return { holds: decisive, next }
    else [isDecided, decidedUntil] = [true, Math.max(decidedUntil, next)]
  }
  return isDecided ? { holds: decisive, next: decidedUntil } : { holds: !decisive, next: openUntil }
}
