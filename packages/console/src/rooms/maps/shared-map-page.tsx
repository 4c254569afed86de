import type { MapDocument } from '@percorso/contract'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { isGone } from '../../api/problem.ts'
import { Loading } from '../../ui/loading.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { MapGrid } from './grid/map-grid.tsx'
import { OpenMapContext, openMap } from './map-context.ts'
import classes from './maps.module.css'
import { mapViews } from './maps-search.ts'
import type { MapSearch, MapView } from './maps-search.ts'
import { CircleView } from './views/circle-view.tsx'

/** `/shared/maps/$token`: a map for whoever has its link, to be read. */
export function SharedMapPage() {
  const { token } = useParams({ from: '/shared/maps/$token' })
  const shared = useQuery({ ...api.maps.shared.queryOptions({ input: { token } }), throwOnError: false, retry: false, staleTime: Infinity })
  return (
    <main id="content" className={classes.standalone}>
      {shared.isPending && <Loading height={480} />}
      {shared.error && (isGone(shared.error) ? <Gone /> : <Problem error={shared.error} retry={() => void shared.refetch()} page />)}
      {shared.data && <Shared shared={shared.data as SharedMap} />}
    </main>
  )
}

function Gone() {
  const t = useTranslations('maps.share')
  return (
    <Notice title={t('gone')} page>
      <NoticeText>{t('goneHint')}</NoticeText>
    </Notice>
  )
}

type SharedMap = {
  document: MapDocument
  measures: {
    cells: Record<string, { n: number; value: number | null; low: number | null; high: number | null; p90: number | null }>
  } | null
  touchpoints: Record<string, string>
  expiresAt: string
}

function Shared({ shared: { document, measures, touchpoints, expiresAt } }: { shared: SharedMap }) {
  const t = useTranslations('maps')
  const { view = 'map' }: MapSearch = useSearch({ from: '/shared/maps/$token' })
  const navigate = useNavigate({ from: '/shared/maps/$token' })
  const [map] = useState(() => {
    const names = new Map(Object.entries(touchpoints).map(([id, name]) => [Number(id), name]))
    const opened = openMap({ revision: 0, document }, { mapId: undefined, readOnly: true, touchpoints: names })
    opened.measures.replace(new Map(Object.entries(measures?.cells ?? {})))
    return opened
  })
  return (
    <OpenMapContext value={map}>
      <PageHeader
        title={document.name}
        lead={
          <>
            {t(`kinds.${document.kind}`)} · {t('share.shared')} <Moment at={expiresAt} />
          </>
        }
      >
        <SegmentedControl
          size="xs"
          aria-label={t('view')}
          value={view}
          onChange={(next) => void navigate({ search: { view: next as MapView }, replace: true })}
          data={mapViews.map((value) => ({ value, label: t(`views.${value}`) }))}
        />
      </PageHeader>
      {view === 'circle' ? <CircleView /> : <MapGrid blueprint={view === 'blueprint'} showDetails={() => {}} />}
    </OpenMapContext>
  )
}
