import { CloseButton, NativeSelect } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Name } from '../../ui/name.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ShareBar } from './gap-list.tsx'
import { SEGMENTS_MAX } from './gaps-search.ts'
import classes from './gaps.module.css'
import { useGaps } from './use-gaps.ts'
import { useTold } from './use-told.ts'

/** How much is as wished for each of a few segments. */
export function BySegment() {
  const t = useTranslations('gaps.bySegment')
  const { may } = useMe()
  const { search, onSearch } = useGaps()
  const chosen = search.with ?? []
  const { data } = useQuery({ ...api.segments.list.queryOptions(), enabled: may('segments.read') })
  const others = (data?.items ?? []).filter(({ segmentId }) => !chosen.includes(segmentId))
  if (!may('segments.read')) return null
  return (
    <section aria-label={t('title')}>
      <h3 className={classes.subtitle}>{t('title')}</h3>
      {chosen.length === 0 ? <p className={classes.note}>{t('none')}</p> : <Compared segmentIds={chosen} />}
      {chosen.length < SEGMENTS_MAX && (
        <NativeSelect
          size="xs"
          maw={240}
          mb="sm"
          aria-label={t('add')}
          value=""
          data={[{ value: '', label: t('add') }, ...others.map(({ segmentId, name }) => ({ value: String(segmentId), label: name }))]}
          onChange={(event) => onSearch({ with: [...chosen, Number(event.currentTarget.value)] })}
        />
      )}
    </section>
  )
}

function Compared({ segmentIds }: { segmentIds: number[] }) {
  const t = useTranslations('gaps')
  const { asked, onSearch } = useGaps()
  const { percent, interval } = useTold()
  const { data, error, refetch } = useQuery({ ...api.gaps.byPart.queryOptions({ input: { ...asked, segmentIds } }), placeholderData: keepPreviousData })
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  return (
    <ul className={classes.gaps} aria-busy={data === undefined}>
      {(data?.segments ?? []).map(({ segmentId, name, share, low, high, n, left_out }) => (
        <li key={segmentId} className={classes.gap}>
          <p className={classes.said}>
            <Name>{name}</Name>
          </p>
          <ShareBar share={share ?? 0} low={low} high={high} />
          <p className={classes.note}>
            {percent(share)} ({t('ofN', { ...interval({ low, high }), n })}) {left_out > 0 && t('leftOut', { n: left_out })}
          </p>
          <CloseButton
            size="sm"
            aria-label={t('bySegment.remove', { name })}
            onClick={() => onSearch({ with: segmentIds.filter((id) => id !== segmentId) })}
          />
        </li>
      ))}
    </ul>
  )
} // prettier-ignore
