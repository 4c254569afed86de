const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000]

/** How long is waited after each try that failed: ten tries within three days. */
const WAITS_MS = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 20 * HOUR, 34 * HOUR]
/** Waits differ by up to a fifth, so that those who failed together do not come back together. */
const JITTER = 0.2

/** How long to wait after so many tries, in ms; undefined if that was the last. `chance`: from 0 up to 1. */
export function waitAfter(tries: number, chance: number): number | undefined {
  const wait = WAITS_MS[tries - 1]
  return wait && Math.round(wait * (1 - JITTER + 2 * JITTER * chance))
}
