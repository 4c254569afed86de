import { Box, Text } from '@mantine/core'
import { useFormatter, useTranslations } from 'use-intl'
import { Count } from '../../../ui/count.tsx'
import type { BackTest } from '../score-types.ts'
import classes from './back-test.module.css'

/** By bands of scores: how many converted, with the interval that so few people allow. */
export function BandTable({ bands }: { bands: BackTest['bands'] }) {
  const t = useTranslations('scores.test')
  const board = useTranslations('scores.board')
  const format = useFormatter()
  const percent = (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 1 })
  const most = Math.max(0.001, ...bands.map(({ high }) => high))
  return (
    <section aria-labelledby="back-test-bands">
      <Text component="h2" size="sm" fw={600} id="back-test-bands">
        {t('bands')}
      </Text>
      <Box component="section" className={classes.scroll} tabIndex={0} aria-label={t('converted')}>
        <table className={classes.table} aria-labelledby="back-test-bands">
          <thead>
            <tr>
              <th scope="col">{t('score')}</th>
              <th scope="col">{t('people')}</th>
              <th scope="col">{t('converted')}</th>
              <th scope="col">{t('share')}</th>
              <th scope="col">{t('interval95')}</th>
            </tr>
          </thead>
          <tbody>
            {bands.map(({ from, people, conversions, share, low, high }, place) => (
              <tr key={from}>
                <th scope="row">{board('band', { from: String(from), to: String((bands[place + 1]?.from ?? 101) - 1) })}</th>
                <td>
                  <Count of={people} />
                </td>
                <td>
                  <Count of={conversions} />
                </td>
                <td>{people > 0 ? percent(share) : '–'}</td>
                <td>
                  {people > 0 && (
                    <>
                      {t('fromTo', { low: percent(low), high: percent(high) })}
                      <Whisker low={low / most} high={high / most} share={share / most} />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Box>
    </section>
  )
}

const WIDTH = 100

/** The interval as a line, the share as a dot on it. */
function Whisker({ low, high, share }: { low: number; high: number; share: number }) {
  return (
    <svg viewBox={`-4 0 ${WIDTH + 8} 10`} className={classes.whisker} aria-hidden>
      <line x1={low * WIDTH} x2={high * WIDTH} y1={5} y2={5} />
      <circle cx={share * WIDTH} cy={5} r={3} />
    </svg>
  )
}
