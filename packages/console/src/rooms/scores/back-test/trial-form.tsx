import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { FactFields } from '../../segments/builder/fact-fields.tsx'
import { DateField, DurationField, Word } from '../../segments/builder/fields.tsx'
import { isFinished } from '../../segments/builder/draft.ts'
import type { Trial } from '../scores-search.ts'
import classes from './back-test.module.css'

const DAY_MS = 86_400_000
const DAYS = 90

/** Ninety days ago, so that ninety days have come since. */
function begin(): Trial {
  const at = new Date(Date.now() - DAYS * DAY_MS).toISOString().slice(0, 10)
  return { at, outcome: { fact: 'Order Completed' }, within: { n: DAYS, unit: 'days' }, newOnly: true }
}

type TrialFormProps = { start: Trial | undefined; running: boolean; onRun: (trial: Trial) => void }

/** The moment, the outcome, and how long it is waited for. */
export function TrialForm({ start, running, onRun }: TrialFormProps) {
  const t = useTranslations('scores.test')
  const [trial, setTrial] = useState(() => start ?? begin())
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        onRun(trial)
      }}
    >
      <div className={classes.sentence}>
        <Word>{t('asked')}</Word>
        <DateField label={t('at')} value={trial.at} onValue={(at) => setTrial({ ...trial, at })} />
        <Word>{t('who')}</Word>
        <FactFields label={t('outcome')} match={trial.outcome} onMatch={(outcome) => setTrial({ ...trial, outcome })} />
        <Word>{t('within')}</Word>
        <DurationField label={t('length')} value={trial.within} onValue={(within) => setTrial({ ...trial, within })} />
      </div>
      <Checkbox
        size="xs"
        label={t('newOnly')}
        checked={trial.newOnly}
        onChange={(event) => setTrial({ ...trial, newOnly: event.currentTarget.checked })}
      />
      <Button size="xs" type="submit" loading={running} disabled={!isFinished(trial)}>
        {t('run')}
      </Button>
    </form>
  )
}
