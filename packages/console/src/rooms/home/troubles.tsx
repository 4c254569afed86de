import { Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Moment } from '../../ui/moment.tsx'
import type { Home } from './home.ts'
import classes from './home.module.css'

/** Sources that need somebody: what is wrong with each, and the way there. */
export function Troubles({ troubles }: { troubles: Home['troubles'] }) {
  const t = useTranslations('home.troubles')
  return (
    <section className={classes.part} aria-labelledby="home-troubles">
      <Title order={2} size="h5" id="home-troubles">
        {t('title')}
      </Title>
      {troubles.length === 0 ? (
        <Text size="sm" c="dimmed" className={classes.line}>
          <IconCircleCheck size={18} aria-hidden className={classes.well} />
          {t('none')}
        </Text>
      ) : (
        <ul className={classes.list}>
          {troubles.map((one) => (
            <li key={one.sourceId} className={classes.line}>
              <IconAlertTriangle size={18} aria-hidden className={classes.warning} />
              <div>
                <Link to="/sources/$sourceId" params={{ sourceId: String(one.sourceId) }}>
                  <bdi>{one.name}</bdi>
                </Link>
                <Text size="sm" c="dimmed">
                  <What {...one} />
                </Text>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function What({ trouble, lastReceivedAt, facts, rejected }: Home['troubles'][number]) {
  const t = useTranslations('home.troubles')
  if (trouble === 'silent') return t.rich('silent', { time: () => (lastReceivedAt === null ? '–' : <Moment at={lastReceivedAt} />) })
  return trouble === 'rejecting' ? t('rejecting', { rejected, sent: facts + rejected }) : t('never-heard')
}
