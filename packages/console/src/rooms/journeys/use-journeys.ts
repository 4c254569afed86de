import type { JourneyPart } from '@percorso/contract'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { Question } from './journey-types.ts'
import { USUAL_DAYS } from './journeys-search.ts'
import type { JourneysSearch } from './journeys-search.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** What the address asks, and how to ask something else. */
export function useJourneys() {
  const search: JourneysSearch = useSearch({ from: '/journeys' })
  const navigate = useNavigate({ from: '/journeys' })
  const onSearch = (part: JourneysSearch) => void navigate({ search: (before: JourneysSearch) => ({ ...before, ...part }), replace: true })
  /** Opens the people behind a number; Back closes them. */
  const onPart = (part: JourneyPart) => void navigate({ search: (before: JourneysSearch) => ({ ...before, part }) })
  return { search, onSearch, onPart, question: useQuestion(search) }
}

/** The period ends with the hour, so that what was asked a minute ago is not asked again. */
function useQuestion({ days = USUAL_DAYS, steps, by, segment }: JourneysSearch): Question {
  const [hour] = useState(() => Math.ceil(Date.now() / HOUR_MS) * HOUR_MS)
  return useMemo(
    () => ({
      from: new Date(hour - days * DAY_MS).toISOString(),
      to: new Date(hour).toISOString(),
      ...(steps && { steps }),
      ...(by && { by: { kind: by } }),
      ...(segment !== undefined && { segmentId: segment }),
    }),
    [hour, days, steps, by, segment],
  )
}
