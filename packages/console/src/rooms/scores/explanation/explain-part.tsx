import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { Name } from '../../../ui/name.tsx'
import { PersonChoice } from '../../segments/person-choice.tsx'
import type { Model } from '../score-types.ts'
import { ScoreExplanation } from './score-explanation.tsx'

type ExplainPartProps = { model: Model; person: string | undefined; onPerson: (person: string | undefined) => void }

/** Where somebody’s score comes from: whoever is asked about. */
export function ExplainPart({ model, person, onPerson }: ExplainPartProps) {
  const t = useTranslations('scores.explain')
  return (
    <>
      <PersonChoice value={person} onValue={onPerson} />
      {person === undefined ? (
        <Text size="sm" c="dimmed" mt="xs">
          {t('hint')}
        </Text>
      ) : (
        <>
          <Person profileId={person} />
          <ScoreExplanation modelId={model.modelId} profileId={person} />
        </>
      )}
    </>
  )
}

function Person({ profileId }: { profileId: string }) {
  const { data } = useQuery(api.profiles.get.queryOptions({ input: { profileId } }))
  return (
    data && (
      <Text component="h2" size="sm" fw={600} mt="md">
        <Link to="/profiles/$profileId" params={{ profileId }}>
          <Name>{data.name ?? data.head.value}</Name>
        </Link>
      </Text>
    )
  )
}
