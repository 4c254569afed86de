import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import classes from './customers.module.css'
import { peopleInput } from './people-search.ts'
import type { PeopleSearch } from './people-search.ts'

/** How many are meant; where that is an estimate, from where to where. */
export function PeopleCount({ search }: { search: PeopleSearch }) {
  const t = useTranslations('customers')
  const format = useFormatter()
  const { sort: _, order: __, ...input } = peopleInput(search)
  const { data } = useQuery(api.profiles.count.queryOptions({ input, placeholderData: keepPreviousData }))
  if (!data) return <output className={classes.status} />
  const range = { low: format.number(data.low), high: format.number(data.high) }
  return (
    <output className={classes.status}>
      {t('people', { count: data.count })}
      {!data.exact && <small>{t('estimate', range)}</small>}
    </output>
  )
}

/** How far a walk has come that no index can shorten. */
export function LookedStatus({ looked, found }: { looked: number; found: number }) {
  const t = useTranslations('customers')
  return <output className={classes.status}>{t('looked', { looked, found })}</output>
}
