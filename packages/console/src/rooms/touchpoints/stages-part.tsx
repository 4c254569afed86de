import { Button } from '@mantine/core'
import type { Touchpoint, TouchpointBoard } from '@percorso/contract'
import { stages } from '@percorso/contract/touchpoint-words'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TouchpointCard } from './touchpoint-card.tsx'
import classes from './touchpoints.module.css'

type StagesPartProps = { touchpoints: Touchpoint[]; days: number }

/** The registry as three columns, before, during and after the purchase, with how much each touchpoint is met. */
export function StagesPart({ touchpoints, days }: StagesPartProps) {
  const t = useTranslations('touchpoints')
  const board = useQuery(api.touchpoints.board.queryOptions({ input: { days }, placeholderData: keepPreviousData }))
  const items = new Map(board.data?.items.map((item) => [item.touchpointId, item]))
  if (touchpoints.length === 0) return <NoTouchpoints />
  return (
    <>
      {board.error && <Problem error={board.error} retry={() => void board.refetch()} />}
      {board.data && <Unmapped board={board.data} />}
      <div className={classes.stages} aria-busy={board.isFetching}>
        {stages.map((stage) => {
          const those = touchpoints.filter((touchpoint) => touchpoint.stage === stage)
          return (
            <section key={stage} aria-labelledby={`stage-${stage}`} className={classes.stage}>
              <h2 id={`stage-${stage}`}>
                {t(`stages.${stage}`)} <small>{those.length}</small>
              </h2>
              {those.length === 0 && <p className={classes.hint}>{t('noneInStage')}</p>}
              <ul>
                {those.map((touchpoint) => (
                  <li key={touchpoint.touchpointId}>
                    <TouchpointCard touchpoint={touchpoint} item={items.get(touchpoint.touchpointId)} />
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </div>
    </>
  )
}

function Unmapped({ board: { unmapped } }: { board: TouchpointBoard }) {
  const t = useTranslations('touchpoints')
  return (
    <p className={classes.hint}>
      {unmapped.facts === 0 ? (
        t('allMapped')
      ) : (
        <>
          {t('unmapped', unmapped)}{' '}
          <Link to="/touchpoints" search={{ tab: 'discovery' }}>
            {t('discoverThem')}
          </Link>
        </>
      )}
    </p>
  )
}

function NoTouchpoints() {
  const t = useTranslations('touchpoints')
  return (
    <Notice title={t('none')}>
      <NoticeText>{t('noneHint')}</NoticeText>
      <Button size="xs" renderRoot={(props) => <Link to="/touchpoints" search={{ tab: 'discovery' }} {...props} />}>
        {t('start')}
      </Button>
    </Notice>
  )
}
