import { Title } from '@mantine/core'
import { useFormatter, useTranslations } from 'use-intl'
import { Name } from '../../ui/name.tsx'
import type { Attributed } from './moment-types.ts'
import classes from './moments.module.css'

const SHOWN = 10
export const WAYS = ['markov', 'shapley', 'first', 'last', 'linear', 'timeDecay', 'positionBased'] as const

/** The same conversions shared out by each way of counting, side by side. */
export function CreditBars({ items }: { items: Attributed[] }) {
  const t = useTranslations('moments.attribution')
  const format = useFormatter()
  const most = Math.max(0, ...items.flatMap(({ conversions }) => Object.values(conversions)))
  const width = (credit: number) => (most > 0 ? `${(credit / most) * 75}%` : '0')
  return (
    <section aria-labelledby="moments-credits">
      <Title order={2} size="h5" id="moments-credits" mb="xs">
        {t('bars')}
      </Title>
      <ul className={classes.credits}>
        {items.slice(0, SHOWN).map(({ step, name, conversions }) => (
          <li key={step} className={classes.row}>
            <h3 className={classes.name}>
              <Name>{name}</Name>
            </h3>
            <dl className={classes.bars}>
              {WAYS.map((way) => [
                <dt key={`${way}-name`}>{t(`ways.${way}`)}</dt>,
                <dd key={way}>
                  <span className={classes.bar} data-way={way} style={{ width: width(conversions[way]) }} aria-hidden />
                  {format.number(conversions[way], { maximumFractionDigits: 1 })}
                </dd>,
              ])}
            </dl>
          </li>
        ))}
      </ul>
    </section>
  )
}
