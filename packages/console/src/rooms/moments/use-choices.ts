import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { useVocabulary } from '../segments/builder/use-vocabulary.ts'

type Choice = { value: string; label: string }

/** What a stage or an outcome can be: touchpoints, if they are the steps, and facts; the commonest first. `also` are those chosen already. */
export function useChoices(steps: 'touchpoints' | 'facts' | undefined, also: (string | undefined)[]) {
  const t = useTranslations('moments.form')
  const { may } = useMe()
  const { data } = useQuery({ ...api.touchpoints.list.queryOptions(), enabled: may('touchpoints.read') })
  const { facts } = useVocabulary()
  const byFacts = steps === 'facts' || (steps === undefined && data?.items.length === 0)
  const touchpoints = byFacts ? [] : (data?.items ?? []).map(({ touchpointId, name }) => ({ value: `step:${touchpointId}`, label: name }))
  const names = [...new Set(facts.map(({ name }) => name).filter((name) => name !== ''))]
  const known: Choice[] = [...touchpoints, ...names.map((name) => ({ value: `${byFacts ? 'step' : 'fact'}:${name}`, label: name }))]
  const gone = also.filter((value) => value !== undefined && !known.some((each) => each.value === value)) as string[]
  const others = [...known.slice(touchpoints.length), ...[...new Set(gone)].map((value) => ({ value, label: value.replace(/^\w+:/u, '') }))]
  const labels = new Map([...touchpoints, ...others].map(({ value, label }) => [value, label]))
  const groups = [{ group: t('touchpoints'), items: touchpoints }, { group: t('facts'), items: others }].filter(({ items }) => items.length > 0) // prettier-ignore
  return { groups, labelOf: (value: string | undefined) => (value === undefined ? '' : (labels.get(value) ?? value.replace(/^\w+:/u, ''))) }
}
