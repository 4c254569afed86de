import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { useJourneys } from './use-journeys.ts'

/** The steps that journeys go through, wherever they begin or end, as choices: the ones that most people meet first. */
export function useSteps(): { value: string; label: string }[] {
  const { question, search } = useJourneys()
  const { start: _, end: __, ...whole } = question
  const { data } = useQuery({ ...api.journeys.graph.queryOptions({ input: { question: whole } }), placeholderData: keepPreviousData })
  const known = (data?.nodes ?? []).toSorted((a, b) => b.people - a.people).map(({ step, name }) => ({ value: step, label: name }))
  const named = [search.start, search.outcome, ...(search.stages ?? []).flatMap(({ steps }) => steps)]
  const gone = new Set(named.filter((step) => step !== undefined).filter((step) => !known.some(({ value }) => value === step)))
  return [...known, ...[...gone].map((step) => ({ value: step, label: step }))]
}
