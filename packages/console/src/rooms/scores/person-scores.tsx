import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Name } from '../../ui/name.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ScoreExplanation } from './explanation/score-explanation.tsx'
import { ScoreLine } from './score-line.tsx'
import classes from './scores.module.css'

type Asked = { modelId: number; name: string }

/** What each model says of somebody, and where it comes from. */
export function PersonScores({ profileId }: { profileId: string }) {
  const t = useTranslations('scores')
  const ui = useTranslations('ui')
  const [asked, setAsked] = useState<Asked>()
  const { data, error, refetch } = useQuery(api.scores.ofPerson.queryOptions({ input: { profileId } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  return (
    <>
      {data?.items.length === 0 && <p className={classes.none}>{t('ofNobody')}</p>}
      <ul className={classes.ofPerson}>
        {data?.items.map((item) => (
          <li key={item.modelId}>
            <div className={classes.head}>
              <Link to="/scores/$modelId" params={{ modelId: String(item.modelId) }}>
                <Name>{item.name}</Name>
              </Link>
              <Button size="compact-xs" variant="subtle" aria-label={t('whyScore', { name: item.name })} onClick={() => setAsked(item)}>
                {t('why')}
              </Button>
            </div>
            <ScoreLine scored={item} />
          </li>
        ))}
      </ul>
      {asked && (
        <Modal
          opened
          onClose={() => setAsked(undefined)}
          size="xl"
          title={<bdi>{asked.name}</bdi>}
          closeButtonProps={{ 'aria-label': ui('close') }}
        >
          <ScoreExplanation modelId={asked.modelId} profileId={profileId} />
        </Modal>
      )}
    </>
  )
}
