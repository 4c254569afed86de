import { Text, Title, VisuallyHidden } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Home } from './home.ts'
import classes from './home.module.css'

type Step = Home['steps'][number]

const ADDRESS = {
  'create-source': '/sources',
  'first-fact': '/live',
  'import-history': '/imports',
  'invite-colleague': '/settings/members',
  'second-factor': '/settings/account',
} as const satisfies Record<Step['step'], string>

/** What somebody who begins does first; gone when all is done. */
export function FirstSteps({ steps }: { steps: Step[] }) {
  const t = useTranslations('home.steps')
  return (
    <section className={classes.part} aria-labelledby="home-steps">
      <Title order={2} size="h5" id="home-steps">
        {t('title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('progress', { done: steps.filter(({ done }) => done).length, all: steps.length })}
      </Text>
      <ol className={classes.list}>
        {steps.map(({ step, done }) => (
          <li key={step} className={classes.line}>
            {done ? (
              <IconCircleCheckFilled size={18} aria-hidden className={classes.well} />
            ) : (
              <IconCircle size={18} aria-hidden className={classes.open} />
            )}
            <VisuallyHidden>{t(done ? 'done' : 'open')}</VisuallyHidden>
            {done ? <Text size="sm">{t(step)}</Text> : <Link to={ADDRESS[step]}>{t(step)}</Link>}
          </li>
        ))}
      </ol>
    </section>
  )
}
