import type { TouchpointExperience } from '@percorso/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Count } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import classes from './touchpoints.module.css'

type Counted = TouchpointExperience['leaves']
type Sign = { sign: 'leaves' | 'quickBacks'; here: Counted; elsewhere: Counted }

/** How it goes for people there: signs of frustration against all other touchpoints, scores, and what they meet afterwards. */
export function ExperiencePart({ touchpointId, days }: { touchpointId: number; days: number }) {
  const t = useTranslations('touchpoints.experience')
  const { data, error, refetch } = useQuery(
    api.touchpoints.experience.queryOptions({ input: { touchpointId, days }, placeholderData: keepPreviousData }),
  )
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.visits === 0) return <Notice title={t('none')} />
  return (
    <>
      <p className={classes.hint}>{t('lead', { visits: data.visits, people: data.people })}</p>
      <Signs experience={data} />
      <Numbers numbers={data.numbers} />
      <Outcomes outcomes={data.outcomes} />
    </>
  )
}

function Signs({ experience: { leaves, leavesElsewhere, quickBacks, quickBacksElsewhere } }: { experience: TouchpointExperience }) {
  const t = useTranslations('touchpoints.experience')
  const rows: Sign[] = [
    { sign: 'leaves', here: leaves, elsewhere: leavesElsewhere },
    { sign: 'quickBacks', here: quickBacks, elsewhere: quickBacksElsewhere },
  ]
  return (
    <>
      <h2 className={classes.heading}>{t('signs')}</h2>
      <DataTable
        label={t('signs')}
        columns={[
          { id: 'sign', title: t('sign'), width: 300, cell: ({ sign }) => <Name>{t(`of.${sign}`)}</Name> },
          { id: 'here', title: t('here'), width: 240, numeric: true, cell: ({ here }) => <ShareBetween of={here} /> },
          { id: 'elsewhere', title: t('elsewhere'), width: 240, numeric: true, cell: ({ elsewhere }) => <ShareBetween of={elsewhere} /> },
        ]}
        rows={rows}
        rowKey={({ sign }) => sign}
        empty={<Notice title={t('none')} />}
      />
    </>
  )
}

/** A share, how sure it is, and of how many. */
function ShareBetween({ of: { share, low, high, n } }: { of: Counted }) {
  const t = useTranslations('touchpoints.experience')
  const format = useFormatter()
  const percent = (part: number) => format.number(part, { style: 'percent', maximumFractionDigits: 1 })
  if (share === null) return '–'
  return (
    <>
      {percent(share)} <small>{t('between', { low: percent(low), high: percent(high), n })}</small>
    </>
  )
}

type Named = TouchpointExperience['numbers'][number]

function Numbers({ numbers }: { numbers: Named[] }) {
  const t = useTranslations('touchpoints.experience')
  const format = useFormatter()
  const shown = (value: number) => format.number(value, { maximumSignificantDigits: 4 })
  const columns: Column<Named>[] = [
    { id: 'property', title: t('property'), width: 220, cell: ({ property }) => <Name>{property}</Name> },
    { id: 'mean', title: t('mean'), width: 110, numeric: true, cell: ({ mean }) => shown(mean) },
    { id: 'interval', title: t('interval'), width: 170, numeric: true, cell: ({ low, high }) => (low === null || high === null ? '–' : t('fromTo', { low: shown(low), high: shown(high) })) },
    { id: 'range', title: t('range'), width: 150, numeric: true, cell: ({ least, most }) => t('fromTo', { low: shown(least), high: shown(most) }) },
    { id: 'n', title: t('n'), width: 90, numeric: true, cell: ({ n }) => <Count of={n} /> },
  ] // prettier-ignore
  return (
    <>
      <h2 className={classes.heading}>{t('numbers')}</h2>
      <DataTable
        label={t('numbers')}
        columns={columns}
        rows={numbers}
        rowKey={({ property }) => property}
        empty={
          <Notice title={t('noNumbers')}>
            <NoticeText>{t('noNumbersHint')}</NoticeText>
          </Notice>
        }
      />
    </>
  )
}

function Outcomes({ outcomes }: { outcomes: TouchpointExperience['outcomes'] }) {
  const t = useTranslations('touchpoints.experience')
  const list = useQuery(api.touchpoints.list.queryOptions())
  const names = new Map(list.data?.items.map(({ touchpointId, name }) => [touchpointId, name]))
  return (
    <>
      <h2 className={classes.heading}>{t('outcomes')}</h2>
      <DataTable
        label={t('outcomes')}
        columns={[
          { id: 'touchpoint', title: t('touchpoint'), width: 300, cell: ({ touchpointId }) => <Other touchpointId={touchpointId} name={names.get(touchpointId) ?? '…'} /> },
          { id: 'met', title: t('met'), width: 260, numeric: true, cell: ({ met }) => <ShareBetween of={met} /> },
        ]}
        rows={outcomes}
        rowKey={({ touchpointId }) => String(touchpointId)}
        empty={
          <Notice title={t('noOutcomes')}>
            <NoticeText>{t('noOutcomesHint')}</NoticeText>
          </Notice>
        }
      />
    </>
  )
} // prettier-ignore

function Other({ touchpointId, name }: { touchpointId: number; name: string }) {
  return (
    <Link to="/touchpoints/$touchpointId" params={{ touchpointId: String(touchpointId) }} search={{ tab: 'experience' }}>
      <Name>{name}</Name>
    </Link>
  )
}
