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
function useQuestion({ days = USUAL_DAYS, steps, by, segment, account, trait, value, start, outcome, last }: JourneysSearch): Question {
  const [hour] = useState(() => Math.ceil(Date.now() / HOUR_MS) * HOUR_MS)
  return useMemo(
    () => ({
      from: new Date(hour - days * DAY_MS).toISOString(),
      to: new Date(hour).toISOString(),
      ...(steps && { steps }),
      ...(by && { by: { kind: by } }),
      ...(segment !== undefined && { segmentId: segment }),
      ...whoOf({ account, trait, value }),
      ...(start !== undefined && { start: { step: start } }),
      ...(outcome !== undefined && { end: { outcome: { step: outcome }, ...(last !== undefined && { lastDays: last }) } }),
    }),
    [hour, days, steps, by, segment, account, trait, value, start, outcome, last],
  )
}

function whoOf({ account, trait, value }: Pick<JourneysSearch, 'account' | 'trait' | 'value'>): Pick<Question, 'who'> {
  const ofAccount = account === undefined ? [] : [{ account: 'id' as const, op: 'equals' as const, value: account }]
  const ofTrait = trait === undefined || value === undefined ? [] : [{ trait, op: 'equals' as const, value }]
  const all = [...ofAccount, ...ofTrait]
  return all.length === 0 ? {} : { who: { version: 1, where: { all } } }
}
