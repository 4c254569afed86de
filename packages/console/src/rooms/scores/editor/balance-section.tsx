import { Slider } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { DIGITS, LETTERS } from '../score-types.ts'
import type { Thresholds } from './draft.ts'
import classes from './editor.module.css'
import { NumberInput } from './numbers.tsx'
import type { SectionProps } from './section.tsx'
import { Section } from './section.tsx'
import { Wrong } from './wrong.tsx'

/** How fit and engagement come together: in one number, and in a grade. */
export function BalanceSection({ draft, change, said }: SectionProps) {
  const t = useTranslations('scores.editor')
  const { fitShare } = draft
  return (
    <Section title={t('balance')} hint={t('balanceHint')}>
      <div className={classes.slider}>
        <Slider
          value={fitShare}
          thumbLabel={t('fitShare')}
          step={5}
          label={null}
          onChange={(next) => change((before) => ({ ...before, fitShare: next }))}
        />
        <p className={classes.hint}>{t('shares', { fit: String(fitShare), engagement: String(100 - fitShare) })}</p>
      </div>
      <Grades draft={draft} change={change} said={said} />
    </Section>
  )
}

type Side = 'fit' | 'engagement'

/** The letters and numbers that grades are made of, each with the least it takes. */
function Grades({ draft: { grades }, change, said }: SectionProps) {
  const t = useTranslations('scores.editor')
  const set = (side: Side, next: Thresholds) => change((before) => ({ ...before, grades: { ...before.grades, [side]: next } }))
  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.grades}>
          <caption>{t('grades')}</caption>
          <thead>
            <tr>
              <td>{t('corner')}</td>
              {DIGITS.map((digit, place) => (
                <th key={digit} scope="col">
                  <Least
                    sign={digit}
                    side="engagement"
                    place={place}
                    values={grades.engagement}
                    onValues={(next) => set('engagement', next)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {LETTERS.map((letter, place) => (
              <tr key={letter}>
                <th scope="row">
                  <Least sign={letter} side="fit" place={place} values={grades.fit} onValues={(next) => set('fit', next)} />
                </th>
                {DIGITS.map((digit) => (
                  <td key={digit} data-rank={LETTERS.indexOf(letter) + DIGITS.indexOf(digit)}>
                    {letter}
                    {digit}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Wrong>{said('grades.fit') ?? said('grades.engagement')}</Wrong>
    </>
  )
}

type LeastProps = { sign: string; side: Side; place: number; values: Thresholds; onValues: (values: Thresholds) => void }

/** The last letter and number take what is left. */
function Least({ sign, side, place, values, onValues }: LeastProps) {
  const t = useTranslations('scores.editor')
  const value = values[place]
  return (
    <span className={classes.least}>
      <b>{sign}</b>
      {value === undefined ? (
        <small>{t('below')}</small>
      ) : (
        <>
          <small>{t(`least.${side}`)}</small>
          <NumberInput
            quiet
            label={t(`leastOf.${side}`, { sign })}
            value={value}
            min={0}
            max={100}
            whole
            onValue={(next) => onValues(values.with(place, next) as Thresholds)}
          />
        </>
      )}
    </span>
  )
}
