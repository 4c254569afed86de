import { Button, Skeleton } from '@mantine/core'
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { RejectReason, api } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import { Count } from '../../ui/count.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import type { RejectedSearch } from './rejected-search.ts'
import classes from './rejected.module.css'
import type { Replay } from './use-replay.ts'

type Reason = InferContractRouterOutputs<typeof api>['rejected']['reasons'][number]
type Props = { reasons: Reason[] | undefined; search: RejectedSearch; onReason: (reason: RejectReason | undefined) => void; replay: Replay }

/** Why facts were not taken, with how many each reason holds up and the latest of them. */
export function RejectedReasons({ reasons, search, onReason, replay }: Props) {
  const t = useTranslations('live.rejected')
  if (!reasons) return <Skeleton height={120} mb="md" />
  if (reasons.length === 0) {
    return (
      <div className={classes.none}>
        <Notice title={t('none')}>
          <NoticeText>{t('noneHint')}</NoticeText>
        </Notice>
      </div>
    )
  }
  return (
    <ul className={classes.reasons} aria-label={t('reasons')}>
      {reasons.map((reason) => (
        <li key={reason.reason} className={classes.reason} data-chosen={search.reason === reason.reason}>
          <ReasonHead reason={reason} search={search} onReason={onReason} />
          <code className={classes.sample}>
            <bdi>{reason.sample}</bdi>
          </code>
          <ReplayAll reason={reason} search={search} replay={replay} />
        </li>
      ))}
    </ul>
  )
}

function ReasonHead({ reason: { reason, facts, lastAt }, search, onReason }: { reason: Reason } & Pick<Props, 'search' | 'onReason'>) {
  const t = useTranslations('live.rejected')
  const chosen = search.reason === reason
  return (
    <div className={classes.head}>
      <button type="button" className={classes.choose} aria-pressed={chosen} onClick={() => onReason(chosen ? undefined : reason)}>
        <strong>
          <Count of={facts} />
        </strong>{' '}
        {t(`why.${reason}`)}
      </button>
      <small>
        <Moment at={lastAt} as="ago" />
      </small>
    </div>
  )
}

function ReplayAll({ reason: { reason, facts, replayable }, search, replay }: { reason: Reason } & Pick<Props, 'search' | 'replay'>) {
  const t = useTranslations('live.rejected')
  const { may } = useMe()
  if (!replayable) return <small>{t('pointless')}</small>
  if (!may('facts.replay')) return null
  const wish = { reason, ...(search.source !== undefined && { sourceId: search.source }) }
  const isThis = replay.isPending && replay.variables.reason === reason
  return (
    <Button size="compact-xs" variant="default" loading={isThis} onClick={() => replay.mutate(wish)}>
      {t('replayAll', { count: facts })}
    </Button>
  )
}
