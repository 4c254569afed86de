import type { MapHead } from '@percorso/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { USUAL_DAYS } from './gaps-search.ts'
import { desiredMaps, usePeriod } from './use-gaps.ts'
import { useTold } from './use-told.ts'

/** `/gaps`: the maps of wished journeys, each with how much is lived so. */
export function ChooseMapPage() {
  const t = useTranslations('gaps')
  const { data, error, refetch } = useQuery(desiredMaps)
  if (error && !data) return <Problem error={error} retry={() => void refetch()} page />
  return (
    <>
      <PageHeader title={t('title')} lead={t('choose.lead')} />
      <DataTable
        label={t('choose.list')}
        columns={[
          { id: 'map', title: t('choose.map'), width: 300, cell: ({ name }: MapHead) => <Name>{name}</Name> },
          { id: 'persona', title: t('choose.persona'), width: 180, cell: ({ persona }) => <Name>{persona}</Name> },
          { id: 'fitting', title: t('choose.fitting'), width: 280, numeric: true, cell: ({ mapId }) => <Fitting mapId={mapId} /> },
        ]}
        rows={data?.items ?? []}
        rowKey={({ mapId }) => String(mapId)}
        link={({ mapId }) => ({ to: '/gaps/$mapId', params: { mapId: String(mapId) } })}
        loading={data === undefined}
        empty={<NoMaps />}
      />
    </>
  )
}

function Fitting({ mapId }: { mapId: number }) {
  const t = useTranslations('gaps')
  const { percent, interval } = useTold()
  const period = usePeriod(USUAL_DAYS)
  const { data, error } = useQuery({ ...api.gaps.show.queryOptions({ input: { mapId, ...period } }), retry: false, throwOnError: false })
  if (error) return t('choose.cannot')
  if (!data) return '…'
  const { fitting } = data
  return `${percent(fitting.share)} (${t('ofN', { ...interval(fitting), n: fitting.n })})`
}

function NoMaps() {
  const t = useTranslations('gaps.choose')
  return (
    <Notice title={t('none')}>
      <NoticeText>{t('noneHint')}</NoticeText>
      <Link to="/maps">{t('toMaps')}</Link>
    </Notice>
  )
}
