import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { SegmentWhere } from '@percorso/contract'
import { IconAlertTriangle } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { Moment } from '../../../ui/moment.tsx'
import { Name } from '../../../ui/name.tsx'
import { Problem } from '../../../ui/problem.tsx'
import type { Preview } from '../segment-types.ts'
import classes from '../segments.module.css'

const PAUSE_MS = 350

/** Whom the rule means just now: how many, what is odd about it, and, below what else there is to see, ten of them. */
export function PreviewPanel({ where, children }: { where: SegmentWhere | undefined; children: ReactNode }) {
  const t = useTranslations('segments.preview')
  const [settled] = useDebouncedValue(where, PAUSE_MS)
  const preview = useQuery(
    api.segments.preview.queryOptions({
      input: { rule: { version: 1, where: settled! } },
      enabled: settled !== undefined,
      placeholderData: keepPreviousData,
      retry: false,
    }),
  )
  const data = where === undefined ? undefined : preview.data
  return (
    <section aria-labelledby="rule-preview" aria-busy={preview.isFetching && !preview.data}>
      <Text component="h2" size="sm" fw={600} id="rule-preview">
        {t('title')}
      </Text>
      <output className={classes.counted} data-old={settled !== where || preview.isPlaceholderData}>
        {where === undefined ? t('nothing') : data && <Counted preview={data} />}
      </output>
      {preview.error && <Problem error={preview.error} retry={() => void preview.refetch()} />}
      {data && <Warnings warnings={data.warnings} />}
      {children}
      {data && <Sample people={data.sample} />}
    </section>
  )
}

function Counted({ preview: { count, exact, low, high, people } }: { preview: Preview }) {
  const t = useTranslations('segments.preview')
  const format = useFormatter()
  const share = people > 0 ? format.number(count / people, { style: 'percent', maximumFractionDigits: 1 }) : '–'
  return (
    <>
      <strong>{t('people', { count })}</strong>
      <small>{t('ofAll', { share, people })}</small>
      {!exact && <small>{t('estimate', { low: format.number(low), high: format.number(high) })}</small>}
    </>
  )
}

function Warnings({ warnings }: { warnings: Preview['warnings'] }) {
  const t = useTranslations('segments.warnings')
  if (warnings.length === 0) return null
  return (
    <ul className={classes.warnings}>
      {warnings.map((warning) => (
        <li key={warning}>
          <IconAlertTriangle size={16} aria-hidden />
          {t(warning)}
        </li>
      ))}
    </ul>
  )
}

function Sample({ people }: { people: Preview['sample'] }) {
  const t = useTranslations('segments.preview')
  if (people.length === 0) return null
  return (
    <>
      <Text component="h3" size="xs" c="dimmed" mt="xs" id="rule-sample">
        {t('sample')}
      </Text>
      <ul className={classes.sample} aria-labelledby="rule-sample">
        {people.map(({ profileId, name, head, lastSeen }) => (
          <li key={profileId}>
            <Link to="/profiles/$profileId" params={{ profileId }}>
              <Name>{name ?? head.value}</Name>
            </Link>
            <small>
              <Moment at={lastSeen} as="ago" />
            </small>
          </li>
        ))}
      </ul>
    </>
  )
}
