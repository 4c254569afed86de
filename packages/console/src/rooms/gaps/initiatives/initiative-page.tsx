import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { useMe } from '../../../shell/me.ts'
import { Loading } from '../../../ui/loading.tsx'
import { NoSuch } from '../../../ui/no-such.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { AboutPart } from './about-part.tsx'
import { DeleteInitiative } from './delete-initiative.tsx'
import { EffectPart } from './effect-part.tsx'
import { InitiativeForm } from './initiative-form.tsx'
import { draftOf } from './initiative-types.ts'
import type { Initiative } from './initiative-types.ts'
import { useSaveInitiative } from './use-initiative.ts'

/** `/initiatives/$initiativeId`: what is done, for whom, and what came of it. */
export function InitiativePage() {
  const { initiativeId } = useParams({ from: '/initiatives/$initiativeId' })
  const { data, error, refetch } = useQuery(api.initiatives.get.queryOptions({ input: { initiativeId } }))
  if (error && !data) return <NoSuch of="gaps.initiatives" error={error} retry={() => void refetch()} />
  return data ? <Opened key={data.initiativeId} initiative={data as Initiative} /> : <Loading height={300} />
}

function Opened({ initiative }: { initiative: Initiative }) {
  const t = useTranslations('gaps')
  const { may } = useMe()
  const [isEdited, setEdited] = useState(false)
  const { name, state, owner } = initiative
  return (
    <>
      <PageHeader title={name} lead={[t(`initiatives.states.${state}`), owner].filter((part) => part !== '').join(' · ')}>
        {may('maps.manage') && !isEdited && (
          <Group gap="xs">
            <NextStep initiative={initiative} />
            <Button size="xs" variant="default" onClick={() => setEdited(true)}>
              {t('form.edit')}
            </Button>
            <DeleteInitiative initiative={initiative} />
          </Group>
        )}
      </PageHeader>
      {isEdited ? (
        <InitiativeForm start={draftOf(initiative)} initiative={initiative} onDone={() => setEdited(false)} />
      ) : (
        <>
          <AboutPart initiative={initiative} />
          <EffectPart initiative={initiative} />
        </>
      )}
    </>
  )
}

/** What comes after this state, at once. */
function NextStep({ initiative }: { initiative: Initiative }) {
  const t = useTranslations('gaps.one')
  const { save, isSaving } = useSaveInitiative(initiative)
  const draft = draftOf(initiative)
  if (initiative.state === 'planned') {
    return (
      <Button size="xs" loading={isSaving} onClick={() => save({ ...draft, state: 'running', startedAt: null })}>
        {t('begin')}
      </Button>
    )
  }
  if (initiative.state === 'running') {
    return (
      <Button size="xs" loading={isSaving} onClick={() => save({ ...draft, state: 'done', endedAt: null })}>
        {t('finish')}
      </Button>
    )
  }
  return (
    <Button size="xs" variant="default" loading={isSaving} onClick={() => save({ ...draft, state: 'running', endedAt: null })}>
      {t('again')}
    </Button>
  )
}
