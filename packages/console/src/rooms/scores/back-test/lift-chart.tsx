import { Box, Text } from '@mantine/core'
import { useFormatter, useTranslations } from 'use-intl'
import { Count } from '../../../ui/count.tsx'
import { CsvLink } from '../csv-link.tsx'
import type { BackTest } from '../score-types.ts'
import classes from './back-test.module.css'

const SIZE = 200
/** Which of the shares the sentence tells. */
const SHARE_TOLD = 0.1

/** Of those who converted, how many are among the best-scored: the further above the diagonal, the better. The table says the same. */
export function LiftChart({ result: { lift }, name }: { result: BackTest; name: string }) {
  const t = useTranslations('scores.test')
  const format = useFormatter()
  const percent = (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 1 })
  const best = lift.find(({ share }) => share >= SHARE_TOLD) ?? lift[0]
  const summary = best ? t('liftSummary', { share: percent(best.share), captured: percent(best.captured) }) : t('lift')
  return (
    <section aria-labelledby="back-test-lift">
      <Text component="h2" size="sm" fw={600} id="back-test-lift">
        {t('lift')}
      </Text>
      <div className={classes.lift}>
        <figure className={classes.figure}>
          <Curve lift={lift} label={summary} />
          <figcaption>{summary}</figcaption>
        </figure>
        <Box component="section" className={classes.scroll} tabIndex={0} aria-label={t('best')}>
          <table className={classes.table} aria-labelledby="back-test-lift">
            <thead>
              <tr>
                <th scope="col">{t('best')}</th>
                <th scope="col">{t('people')}</th>
                <th scope="col">{t('captured')}</th>
                <th scope="col">{t('liftTimes')}</th>
              </tr>
            </thead>
            <tbody>
              {lift.map(({ share, people, captured, lift: times }) => (
                <tr key={share}>
                  <th scope="row">{percent(share)}</th>
                  <td>
                    <Count of={people} />
                  </td>
                  <td>{percent(captured)}</td>
                  <td>{t('times', { times: format.number(times, { maximumFractionDigits: 2 }) })}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <CsvLink
            name={`${name} lift`}
            rows={[['share', 'people', 'captured', 'lift'], ...lift.map((each) => [each.share, each.people, each.captured, each.lift])]}
          />
        </Box>
      </div>
    </section>
  )
}

function Curve({ lift, label }: { lift: BackTest['lift']; label: string }) {
  const points = [{ share: 0, captured: 0 }, ...lift].map(({ share, captured }) => `${share * SIZE},${(1 - captured) * SIZE}`)
  return (
    <svg viewBox={`-2 -2 ${SIZE + 4} ${SIZE + 4}`} className={classes.curve} role="img" aria-label={label}>
      <rect width={SIZE} height={SIZE} className={classes.frame} />
      <line x1={0} y1={SIZE} x2={SIZE} y2={0} className={classes.diagonal} />
      <polyline points={points.join(' ')} className={classes.gains} />
    </svg>
  )
}
