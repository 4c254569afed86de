import type { Scored } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import classes from './scores.module.css'

/** A score in one line: the number, the grade, what they are made of, and the stage. */
export function ScoreLine({ scored: { score, fit, engagement, grade, stage } }: { scored: Scored }) {
  const t = useTranslations('scores')
  return (
    <div className={classes.line}>
      <strong>{score}</strong>
      <span className={classes.grade} title={t('gradeIs', { grade })}>
        {grade}
      </span>
      <small>{t('madeOf', { fit, engagement })}</small>
      {stage !== null && <bdi className={classes.stage}>{stage}</bdi>}
    </div>
  )
}
