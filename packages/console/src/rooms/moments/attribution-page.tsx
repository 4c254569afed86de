import { Button } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Count } from '../../ui/count.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Tile, Tiles } from '../../ui/tiles.tsx'
import { AttributionForm } from './attribution-form.tsx'
import { attributionOf } from './attribution-search.ts'
import type { AttributionSearch } from './attribution-search.ts'
import { AttributionTable } from './attribution-table.tsx'
import { CreditBars } from './credit-bars.tsx'
import type { Attribution, AttributionQuestion } from './moment-types.ts'
import classes from './moments.module.css'
import { usePoints } from './use-points.ts'

const HOUR_MS = 3_600_000

/** `/moments/attribution`: which touchpoints conversions are credited to, by each way of counting. */
export function AttributionPage() {
  const t = useTranslations('moments')
  const search: AttributionSearch = useSearch({ from: '/moments/attribution' })
  const navigate = useNavigate({ from: '/moments/attribution' })
  const [hour] = useState(() => Math.ceil(Date.now() / HOUR_MS) * HOUR_MS)
  const question = useMemo(() => attributionOf(search, hour), [search, hour])
  const onSearch = (part: AttributionSearch) =>
    void navigate({ search: (before: AttributionSearch) => ({ ...before, ...part }), replace: true })
  return (
    <>
      <PageHeader title={t('attribution.title')} lead={t('attribution.lead')}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconScale size={15} aria-hidden />}
          renderRoot={(props) => <Link to="/moments" {...props} />}
        >
          {t('title')}
        </Button>
      </PageHeader>
      <AttributionForm search={search} onSearch={onSearch} />
      {question ? <Attributions question={question} /> : <NothingAsked />}
    </>
  )
}

function NothingAsked() {
  const t = useTranslations('moments.attribution')
  return (
    <Notice title={t('nothing')}>
      <NoticeText>{t('nothingHint')}</NoticeText>
    </Notice>
  )
}

function Attributions({ question }: { question: AttributionQuestion }) {
  const t = useTranslations('moments.attribution')
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...api.moments.attribution.queryOptions({ input: { question } }),
    placeholderData: keepPreviousData,
  })
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <div aria-busy={isPlaceholderData}>
      <Standing attribution={data} />
      {data.converted === 0 ? (
        <Notice title={t('nobody')}>
          <NoticeText>{t('nobodyHint')}</NoticeText>
        </Notice>
      ) : (
        <>
          <p className={classes.note}>{t('explained')}</p>
          <CreditBars items={data.items} />
          <AttributionTable items={data.items} />
        </>
      )}
    </div>
  )
}

function Standing({ attribution: { converted, lost, paths, direct, discrimination } }: { attribution: Attribution }) {
  const t = useTranslations('moments.attribution')
  const { two } = usePoints()
  return (
    <>
      <Tiles label={t('standing')}>
        <Tile name={t('converted')}>
          <Count of={converted} />
        </Tile>
        <Tile name={t('lost')}>
          <Count of={lost} />
        </Tile>
        <Tile name={t('paths')}>
          <Count of={paths} />
        </Tile>
        <Tile name={t('direct')}>
          <Count of={direct} />
        </Tile>
        <Tile name={t('auc')}>
          {discrimination ? two(discrimination.auc) : '–'}
          {discrimination && <small className={classes.between}>{`${two(discrimination.low)}–${two(discrimination.high)}`}</small>}
        </Tile>
      </Tiles>
      <p className={classes.note}>{t('aucHint')}</p>
    </>
  )
}
