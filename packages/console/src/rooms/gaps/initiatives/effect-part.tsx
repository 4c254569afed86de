import { useFormatter, useTranslations } from 'use-intl'
import { DataTable } from '../../../ui/data-table.tsx'
import { Loading } from '../../../ui/loading.tsx'
import { Notice, NoticeText } from '../../../ui/notice.tsx'
import { Problem } from '../../../ui/problem.tsx'
import classes from '../gaps.module.css'
import { useTold } from '../use-told.ts'
import { EffectSaid, Verdict } from './effect-line.tsx'
import type { Effect, Initiative } from './initiative-types.ts'
import { useEffectOf } from './use-initiative.ts'
import { WeeksChart } from './weeks-chart.tsx'

/** What came of it, with everything that is needed to judge it. */
export function EffectPart({ initiative }: { initiative: Initiative }) {
  const t = useTranslations('gaps')
  const { effect, error, refetch } = useEffectOf(initiative)
  return (
    <section aria-label={t('one.effect')}>
      <h2 className={classes.title}>{t('one.effect')}</h2>
      {error && effect === undefined ? (
        <Problem error={error} retry={() => void refetch()} />
      ) : effect === undefined ? (
        <Loading height={200} />
      ) : effect === null ? (
        <Notice title={t('one.notBegun')}>
          <NoticeText>{t('one.notBegunHint')}</NoticeText>
        </Notice>
      ) : (
        <Measured effect={effect} initiative={initiative} />
      )}
    </section>
  )
}

function Measured({ effect, initiative }: { effect: Effect; initiative: Initiative }) {
  const t = useTranslations('gaps')
  const format = useFormatter()
  const span = ({ from, to }: Effect['before']) => format.dateTimeRange(new Date(from), new Date(to), { dateStyle: 'medium' })
  return (
    <>
      <Verdict effect={effect} target={initiative.target} />
      <EffectSaid effect={effect} />
      <p className={classes.note}>
        {t('one.span', { before: span(effect.before), after: span(effect.after) })} {t(effect.of === 'journeys' ? 'one.ofJourneys' : 'one.ofPeople')}{' '}
        {t(`one.methods.${effect.method}`)} {!effect.complete && t('one.incomplete')}
      </p>
      {effect.left_out > 0 && <p className={classes.note}>{t('leftOut', { n: effect.left_out })}</p>}
      <Groups effect={effect} />
      <WeeksChart effect={effect} target={initiative.target} />
    </>
  )
} // prettier-ignore

function Groups({ effect: { treated, control } }: { effect: Effect }) {
  const t = useTranslations('gaps.one')
  const { percent, interval } = useTold()
  const share = (of: Effect['treated']['before']) => t('share', { share: percent(of.share), ...interval(of), n: of.n })
  const rows = [{ name: t('treatedGroup'), ...treated }, ...(control ? [{ name: t('controlGroup'), ...control }] : [])]
  return (
    <DataTable
      label={t('group')}
      columns={[
        { id: 'group', title: t('group'), width: 180, cell: ({ name }) => name },
        { id: 'before', title: t('before'), width: 240, numeric: true, cell: ({ before }) => share(before) },
        { id: 'after', title: t('after'), width: 240, numeric: true, cell: ({ after }) => share(after) },
      ]}
      rows={rows}
      rowKey={({ name }) => name}
      empty={<Notice title={t('nobody')} />}
    />
  )
}
