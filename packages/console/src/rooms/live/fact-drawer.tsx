import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { isGone } from '../../api/problem.ts'
import { Loading } from '../../ui/loading.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { fromPlace } from './live-search.ts'
import { Trace } from './trace.tsx'

/** One fact beside the list: as it came, and what became of it. */
export function FactDrawer({ place, onClose }: { place: string | undefined; onClose: () => void }) {
  const t = useTranslations('live.trace')
  const ui = useTranslations('ui')
  return (
    <Drawer
      opened={place !== undefined}
      onClose={onClose}
      position="right"
      size="xl"
      title={t('title')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {place !== undefined && <Fact place={place} />}
    </Drawer>
  )
}

function Fact({ place }: { place: string }) {
  const t = useTranslations('live.trace')
  const { data, error, refetch } = useQuery(api.live.trace.queryOptions({ input: fromPlace(place) }))
  if (isGone(error)) {
    return (
      <Notice title={t('gone')}>
        <NoticeText>{t('goneHint')}</NoticeText>
      </Notice>
    )
  }
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  return data ? <Trace trace={data} /> : <Loading />
}
