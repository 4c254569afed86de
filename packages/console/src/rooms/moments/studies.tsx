import { Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Name } from '../../ui/name.tsx'
import type { Study } from './moment-types.ts'
import classes from './moments.module.css'
import { Turns } from './turns.tsx'

/** Saved studies, and what turned in them. */
export function Studies() {
  const t = useTranslations('moments.studies')
  const { data } = useQuery(api.moments.studies.queryOptions())
  if (!data || data.items.length === 0) return null
  return (
    <section aria-labelledby="moments-studies" className={classes.studies}>
      <Title order={2} size="h5" id="moments-studies">
        {t('title')}
      </Title>
      <ul>
        {data.items.map((study) => (
          <li key={study.studyId}>
            <Link to="/moments" search={{ study: study.studyId }}>
              <Name>{study.name}</Name>
            </Link>{' '}
            <Standing study={study} />
            <Turns turns={study.turns} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Standing({ study: { failed, foundOn } }: { study: Study }) {
  const t = useTranslations('moments.studies')
  if (failed !== null)
    return (
      <small>
        <IconAlertTriangle size={14} aria-hidden /> {t('failed', { why: failed })}
      </small>
    )
  return <small>{foundOn === null ? t('notYet') : t('foundOn', { day: foundOn })}</small>
}
