import { useDebouncedValue } from '@mantine/hooks'
import type { FactMatch } from '@percorso/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Problem } from '../../ui/problem.tsx'
import { areWhole } from './are-whole.ts'
import type { Preview } from './touchpoint-types.ts'
import classes from './touchpoints.module.css'

const PAUSE_MS = 350

type MatchesPreviewProps = { matches: FactMatch[]; touchpointId: number | undefined }

/** How many people and facts the matches mean while they are written, and what of it belongs to touchpoints before it. */
export function MatchesPreview({ matches, touchpointId }: MatchesPreviewProps) {
  const t = useTranslations('touchpoints.form')
  const [settled] = useDebouncedValue(matches, PAUSE_MS)
  const whole = areWhole(settled)
  const { data, error, isFetching, refetch } = useQuery(
    api.touchpoints.preview.queryOptions({
      input: { matches: settled, ...(touchpointId !== undefined && { touchpointId }) },
      enabled: whole,
      placeholderData: keepPreviousData,
      retry: false,
    }),
  )
  return (
    <div className={classes.preview} aria-live="polite" aria-busy={isFetching && !data}>
      {!whole && <p>{t('unfinished')}</p>}
      {whole && error && <Problem error={error} retry={() => void refetch()} />}
      {whole && !error && data && <Meaning preview={data} />}
    </div>
  )
}

function Meaning({ preview: { people, facts, taken } }: { preview: Preview }) {
  const t = useTranslations('touchpoints.form')
  const list = useQuery(api.touchpoints.list.queryOptions())
  const names = new Map(list.data?.items.map(({ touchpointId, name }) => [touchpointId, name]))
  return (
    <>
      <p>{facts === 0 ? t('previewNone') : t('preview', { people, facts })}</p>
      {taken.map((those) => (
        <p key={those.touchpointId}>{t('taken', { facts: those.facts, name: names.get(those.touchpointId) ?? '…' })}</p>
      ))}
    </>
  )
}
