import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import type { Study } from './moment-types.ts'
import classes from './moments.module.css'

/** Touchpoints that are found to be something else than the time before. */
export function Turns({ turns }: Pick<Study, 'turns'>) {
  const t = useTranslations('moments')
  const word = (verdict: Study['turns'][number]['from']) => t(`verdicts.${verdict === 'too few' ? 'tooFew' : verdict}`)
  return turns.map(({ step, name, from, to }) => (
    <p key={step} className={classes.turn}>
      <IconAlertTriangle size={16} aria-hidden /> {t('studies.turned', { name, from: word(from), to: word(to) })}
    </p>
  ))
}
