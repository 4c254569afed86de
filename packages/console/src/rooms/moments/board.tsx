import { Title } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { effectOf, reachOf } from './effect.ts'
import { MomentRow } from './moment-row.tsx'
import type { Answer, Found, Trend } from './moment-types.ts'
import classes from './moments.module.css'
import { Undecided } from './undecided.tsx'
import { WhoIsCompared } from './who-is-compared.tsx'

type BoardProps = { answer: Answer; trends?: Trend[] }

/** What goes with the outcome: strengths and weaknesses, the strongest first, and below them what nothing can be said of. */
export function Board({ answer, trends = [] }: BoardProps) {
  const t = useTranslations('moments.board')
  const { items, people } = answer
  const found = items.filter(({ verdict }) => verdict === 'strength' || verdict === 'weakness')
  const open = items.filter((item) => !found.includes(item))
  if (people.compared === 0) return <NobodyCompared answer={answer} />
  return (
    <>
      <WhoIsCompared answer={answer} />
      <p className={classes.note}>{t('association')}</p>
      <div className={classes.columns}>
        {(['strength', 'weakness'] as const).map((verdict) => (
          <Column key={verdict} verdict={verdict} all={found} trends={trends} steps={answer.steps} />
        ))}
      </div>
      {open.length > 0 && <Undecided items={open} />}
    </>
  )
}

type ColumnProps = { verdict: 'strength' | 'weakness'; all: Found[]; trends: Trend[]; steps: Answer['steps'] }

function Column({ verdict, all, trends, steps }: ColumnProps) {
  const t = useTranslations('moments.board')
  const id = `moments-${verdict}`
  const items = all.filter((item) => item.verdict === verdict && effectOf(item))
  return (
    <section aria-labelledby={id} className={classes.column}>
      <Title order={2} size="h5" id={id}>
        {t(`${verdict}.title`, { n: items.length })}
      </Title>
      <p className={classes.note}>{items.length > 0 ? t(`${verdict}.lead`) : t(`${verdict}.none`)}</p>
      <ul className={classes.rows}>
        {items.map((moment) => (
          <MomentRow
            key={moment.step}
            moment={moment}
            reach={reachOf(all)}
            trend={trends.find(({ step }) => step === moment.step)}
            isTouchpoint={steps === 'touchpoints'}
          />
        ))}
      </ul>
    </section>
  )
}

function NobodyCompared({ answer }: { answer: Answer }) {
  const t = useTranslations('moments.board')
  return (
    <>
      <WhoIsCompared answer={answer} />
      <Notice title={t('nobody')}>
        <NoticeText>{t('nobodyHint')}</NoticeText>
      </Notice>
    </>
  )
}
