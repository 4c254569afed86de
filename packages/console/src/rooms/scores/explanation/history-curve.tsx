import { Box } from '@mantine/core'
import { useFormatter, useTranslations } from 'use-intl'
import { CsvLink } from '../csv-link.tsx'
import type { Explanation } from '../score-types.ts'
import classes from './explanation.module.css'

const STEP = 4
const HEIGHT = 100

type History = Explanation['history']

/** Score and engagement by day, from 0 to 100. The table below says the same. */
export function HistoryCurve({ history }: { history: History }) {
  const t = useTranslations('scores.explain')
  const format = useFormatter()
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium' })
  const [first, last] = [history[0]!, history.at(-1)!]
  const summary = t('historySummary', { from: String(first.score), to: String(last.score), since: day(first.at) })
  const width = (history.length - 1) * STEP
  return (
    <figure className={classes.figure}>
      <svg viewBox={`0 -2 ${width} ${HEIGHT + 4}`} preserveAspectRatio="none" className={classes.curve} role="img" aria-label={summary}>
        {[0, 50, 100].map((y) => (
          <line key={y} x1={0} x2={width} y1={y} y2={y} className={classes.grid} vectorEffect="non-scaling-stroke" />
        ))}
        <Line history={history} what="engagement" />
        <Line history={history} what="score" />
        {history.map(({ at, score, engagement }, place) => (
          <rect key={at} x={(place - 0.5) * STEP} y={-2} width={STEP} height={HEIGHT + 4} fill="transparent">
            <title>{t('historyStep', { day: day(at), score: String(score), engagement: String(engagement) })}</title>
          </rect>
        ))}
      </svg>
      <figcaption>
        {summary} {t('legend')}
      </figcaption>
      <details>
        <summary>{t('asTable')}</summary>
        <HistoryTable history={history} day={day} />
      </details>
      <CsvLink name="score" rows={[['at', 'score', 'engagement'], ...history.map((each) => [each.at, each.score, each.engagement])]} />
    </figure>
  )
}

function Line({ history, what }: { history: History; what: 'score' | 'engagement' }) {
  const points = history.map((each, place) => `${place * STEP},${HEIGHT - each[what]}`).join(' ')
  return <polyline points={points} className={classes[what]} vectorEffect="non-scaling-stroke" />
}

/** The days on which something changed: the others would only repeat it. */
function HistoryTable({ history, day }: { history: History; day: (at: string) => string }) {
  const t = useTranslations('scores')
  const changed = history.filter(({ score, engagement }, place) => {
    const before = history[place - 1]
    return before?.score !== score || before.engagement !== engagement
  })
  return (
    <Box component="section" className={classes.tall} tabIndex={0} aria-label={t('explain.asTable')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('explain.day')}</th>
            <th scope="col">{t('score')}</th>
            <th scope="col">{t('engagement')}</th>
          </tr>
        </thead>
        <tbody>
          {changed.toReversed().map(({ at, score, engagement }) => (
            <tr key={at}>
              <th scope="row">{day(at)}</th>
              <td>{score}</td>
              <td>{engagement}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  )
}
