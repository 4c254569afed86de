/** One person's touchpoints, in order, and when the outcome came, if it did. Times are in ms. */
export type LivedJourney = { steps: readonly { touchpoint: string; at: number }[]; outcomeAt: number | undefined }

/** `landmarkMs`: how long after the first `stage` touchpoint exposure still counts; without a stage, after the first touchpoint of all. */
export type LandmarkSettings = { landmarkMs: number; stage?: string }

/** Somebody who had reached the stage and not yet the outcome: their place among the journeys, and how often they met what before the landmark. */
export type AtRisk = { journey: number; met: Map<string, number>; outcome: boolean }

/**
 * Who is compared, by the landmark method (J. R. Anderson, K. C. Cain & R. D. Gelber, “Analysis of survival by tumor response”, Journal of Clinical
 * Oncology 1, 1983). Exposure counts only before the landmark: otherwise those who took longer would have met more, and an early outcome would
 * protect from everything. Whose outcome came before it is left out, as are those who never reached the stage.
 */
export function atRiskOf(journeys: readonly LivedJourney[], { landmarkMs, stage }: LandmarkSettings): AtRisk[] {
  return journeys.flatMap(({ steps, outcomeAt }, journey) => {
    const reached = steps.findIndex(({ touchpoint }) => stage === undefined || touchpoint === stage)
    if (reached < 0) return []
    const landmark = steps[reached]!.at + landmarkMs
    if (outcomeAt !== undefined && outcomeAt < landmark) return []
    const met = new Map<string, number>()
    for (const [i, { touchpoint, at }] of steps.entries())
      // What is as old as the stage itself came before it if it stands before it.
      if (at < landmark || (i < reached && at === landmark)) met.set(touchpoint, (met.get(touchpoint) ?? 0) + 1)
    return [{ journey, met, outcome: outcomeAt !== undefined }]
  })
}

/** 1 for everybody who met the touchpoint before the landmark at least so often. */
export function exposureTo(touchpoint: string, atRisk: readonly AtRisk[], atLeast = 1): Uint8Array {
  return Uint8Array.from(atRisk, ({ met }) => ((met.get(touchpoint) ?? 0) >= atLeast ? 1 : 0))
}
