import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { TraitFormula } from '@percorso/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Name } from '../../ui/name.tsx'
import { Problem } from '../../ui/problem.tsx'
import { FormulaValue } from './formula-value.tsx'
import { isWhole } from './formula-kinds.ts'
import classes from './traits.module.css'

const PAUSE_MS = 350

/** What the formula comes to for the ten people seen last, while it is being written. */
export function TraitPreview({ formula }: { formula: TraitFormula }) {
  const t = useTranslations('traits.preview')
  const [settled] = useDebouncedValue(formula, PAUSE_MS)
  const whole = isWhole(settled)
  const { data, error, isFetching, refetch } = useQuery(
    api.computedTraits.preview.queryOptions({
      input: { formula: settled },
      enabled: whole,
      placeholderData: keepPreviousData,
      retry: false,
    }),
  )
  return (
    <section aria-labelledby="trait-preview" aria-busy={isFetching && !data}>
      <Text component="h3" size="sm" fw={600} id="trait-preview">
        {t('title')}
      </Text>
      {!whole && <p className={classes.hint}>{t('unfinished')}</p>}
      {whole && error && <Problem error={error} retry={() => void refetch()} />}
      {whole && data?.items.length === 0 && <p className={classes.hint}>{t('nobody')}</p>}
      {whole && data && (
        <ul className={classes.people} data-old={formula !== settled}>
          {data.items.map(({ profileId, name, head, value }) => (
            <li key={profileId}>
              <Link to="/profiles/$profileId" params={{ profileId }}>
                <Name>{name ?? head.value}</Name>
              </Link>
              <span className={classes.value}>
                <FormulaValue formula={settled} value={value} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
