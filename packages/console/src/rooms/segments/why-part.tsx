import { Text } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Explanation } from './explanation.tsx'
import { PersonChoice } from './person-choice.tsx'

type WhyPartProps = { segmentId: number; person: string | undefined; onPerson: (person: string | undefined) => void }

/** Why somebody is in here or not: whoever is asked about. */
export function WhyPart({ segmentId, person, onPerson }: WhyPartProps) {
  const t = useTranslations('segments.why')
  return (
    <>
      <PersonChoice value={person} onValue={onPerson} />
      {person === undefined ? (
        <Text size="sm" c="dimmed" mt="xs">
          {t('hint')}
        </Text>
      ) : (
        <Explanation segmentId={segmentId} profileId={person} withName />
      )}
    </>
  )
}
