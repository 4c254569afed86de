// Plain data, without zod: the console has it in its bundle.

/**
 * What one call may bring: so many values, and (as for every call) so many bytes in all. Facts wait while values are put in: whoever has very many does better
 * to send `portion` of them at a time.
 */
export const setLimits = { values: 10_000, portion: 2_000, bytes: 1_000_000, length: 500 } as const
