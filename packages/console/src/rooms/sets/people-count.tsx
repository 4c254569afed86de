import { useFormatter, useTranslations } from 'use-intl'
import { Count } from '../../ui/count.tsx'
import type { UploadedSet } from './set-types.ts'

/** How many people are in a set; of a very large one, about how many. */
export function PeopleCount({ people }: { people: UploadedSet['people'] }) {
  const t = useTranslations('sets')
  const format = useFormatter()
  if (people.exact) return <Count of={people.count} />
  const range = t('between', { low: format.number(people.low), high: format.number(people.high) })
  return <span title={range}>{t('about', { n: people.count })}</span>
}
