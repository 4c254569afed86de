import { Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import classes from './home.module.css'

/** Touchpoints that turned in a saved study; nothing while none did. */
export function Turns() {
  const t = useTranslations('home.turns')
  const { may } = useMe()
  const { data } = useQuery({ ...api.moments.studies.queryOptions(), enabled: may('journeys.read'), throwOnError: false })
  const turns = (data?.items ?? []).flatMap(({ studyId, name: study, turns: ofStudy }) => ofStudy.map((turn) => ({ ...turn, studyId, study }))) // prettier-ignore
  const word = (verdict: (typeof turns)[number]['from']) => t(`verdicts.${verdict === 'too few' ? 'tooFew' : verdict}`)
  if (turns.length === 0) return null
  return (
    <section className={classes.part} aria-labelledby="home-turns">
      <Title order={2} size="h5" id="home-turns">
        {t('title')}
      </Title>
      <ul className={classes.list}>
        {turns.map(({ studyId, study, step, name, from, to }) => (
          <li key={`${studyId} ${step}`} className={classes.line}>
            <IconAlertTriangle size={18} aria-hidden className={classes.warning} />
            <Link to="/moments" search={{ study: studyId }}>
              {t('turned', { name, from: word(from), to: word(to), study })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
