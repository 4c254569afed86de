import { Button, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { Problem } from '../../../ui/problem.tsx'
import { PersonChoice } from '../../segments/person-choice.tsx'
import { toModel } from './draft.ts'
import type { Draft } from './draft.ts'
import classes from './editor.module.css'
import { PreviewPerson } from './preview-person.tsx'

const PAUSE_MS = 500
const PEOPLE_MAX = 10

/** Whom the preview shows; nobody chosen: those seen last. */
export type PreviewPeople = { people: string[] | undefined; onPeople: (people: string[] | undefined) => void }

/** What the model says of some people while it is being written. */
export function PreviewSection({ draft, preview }: { draft: Draft; preview: PreviewPeople }) {
  const t = useTranslations('scores.preview')
  const { settled, model, items, error, isFetching, isOld, refetch } = usePreview(draft, preview.people)
  return (
    <section className={classes.beside} aria-labelledby="score-preview" aria-busy={isFetching && !items}>
      <Text component="h2" size="sm" fw={600} id="score-preview">
        {t('title')}
      </Text>
      <Whom {...preview} />
      {model === undefined && <p className={classes.hint}>{t('nothing')}</p>}
      {model && error && <Problem error={error} retry={refetch} />}
      {items?.length === 0 && <p className={classes.hint}>{t('nobody')}</p>}
      <ul className={classes.people} data-old={isOld}>
        {items?.map((person) => (
          <li key={person.profileId}>
            <PreviewPerson
              person={person}
              draft={isOld ? undefined : settled}
              onRemove={preview.people && (() => preview.onPeople(preview.people?.filter((id) => id !== person.profileId)))}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Asks whenever the hand rests. `isOld`: what is shown is of an earlier draft. */
function usePreview(draft: Draft, people: string[] | undefined) {
  const [settled] = useDebouncedValue(draft, PAUSE_MS)
  const model = useMemo(() => toModel(settled), [settled])
  const query = useQuery(
    api.scores.preview.queryOptions({
      input: { model: model!, ...(people && { profileIds: people }) },
      enabled: model !== undefined,
      placeholderData: keepPreviousData,
      retry: false,
    }),
  )
  const items = model === undefined ? undefined : query.data?.items
  const isOld = draft !== settled || query.isPlaceholderData
  return { settled, model, items, isOld, error: query.error, isFetching: query.isFetching, refetch: () => void query.refetch() }
}

function Whom({ people, onPeople }: PreviewPeople) {
  const t = useTranslations('scores.preview')
  const add = (person: string | undefined) => {
    if (person !== undefined) onPeople([...new Set([...(people ?? []), person])].slice(-PEOPLE_MAX))
  }
  return (
    <>
      <PersonChoice key={people?.length} value={undefined} onValue={add} />
      <p className={classes.hint}>{people ? t('chosen') : t('seenLast')}</p>
      {people && (
        <Button size="compact-xs" variant="default" onClick={() => onPeople(undefined)}>
          {t('back')}
        </Button>
      )}
    </>
  )
}
