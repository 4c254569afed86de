import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { Count } from '../../../ui/count.tsx'
import { ofGrade } from '../score-rules.ts'
import { DIGITS, LETTERS } from '../score-types.ts'
import type { Board, Model } from '../score-types.ts'
import classes from './board.module.css'
import { SaveLink } from './save-link.tsx'

/** Fit from A down to D, engagement from 1 down to 4: how many people have each grade, as a number and, in shades, at a glance. */
export function GradeTable({ model, board }: { model: Model; board: Board }) {
  const t = useTranslations('scores.board')
  const { fit, engagement } = model.model.grades
  const counts = new Map(board.grades.map(({ grade, people }) => [grade, people]))
  const most = Math.max(1, ...counts.values())
  const least = (thresholds: readonly number[], place: number) =>
    thresholds[place] === undefined
      ? t('below', { score: String(thresholds[place - 1]) })
      : t('least', { score: String(thresholds[place]) })
  return (
    <section aria-labelledby="score-grades" className={classes.wide}>
      <Text component="h2" size="sm" fw={600} id="score-grades">
        {t('grades')}
      </Text>
      <div className={classes.scroll}>
        <table className={classes.grades} aria-labelledby="score-grades">
          <thead>
            <tr>
              <td className={classes.corner}>{t('corner')}</td>
              {DIGITS.map((digit, place) => (
                <th key={digit} scope="col">
                  <b>{digit}</b> <small>{least(engagement, place)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {LETTERS.map((letter, place) => (
              <tr key={letter}>
                <th scope="row">
                  <b>{letter}</b> <small>{least(fit, place)}</small>
                </th>
                {DIGITS.map((digit) => {
                  const grade = letter + digit
                  return <Cell key={grade} grade={grade} people={counts.get(grade) ?? 0} most={most} all={board.people} model={model} />
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

type CellProps = { grade: string; people: number; most: number; all: number; model: Model }

function Cell({ grade, people, most, all, model: { modelId, key, name } }: CellProps) {
  const t = useTranslations('scores.board')
  const format = useFormatter()
  const share = format.number(people / all, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <td style={{ '--weight': `${Math.round((people / most) * 45)}%` } as React.CSSProperties}>
      <span className={classes.cell}>
        <span className={classes.code} aria-hidden>
          {grade}
        </span>
        <Link
          to="/scores/$modelId"
          params={{ modelId: String(modelId) }}
          search={{ tab: 'people', grade }}
          aria-label={t('cell', { grade, people, share })}
        >
          <Count of={people} />
        </Link>
        <SaveLink name={`${name} ${grade}`} where={ofGrade(key, grade)} />
      </span>
      <small>{share}</small>
    </td>
  )
}
