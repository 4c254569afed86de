import { ActionIcon, Button, Group, NativeSelect } from '@mantine/core'
import type { WebhookMatch } from '@percorso/contract'
import { IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { FactFields } from '../segments/builder/fact-fields.tsx'
import classes from './webhooks.module.css'

type MoveMatch = Extract<WebhookMatch, { moves: unknown }>
type Way = 'entered' | 'left' | 'both'

const WAYS = ['entered', 'left', 'both'] as const satisfies Way[]
const MATCHES_MAX = 50

type MatchesProps = { matches: WebhookMatch[]; onMatches: (matches: WebhookMatch[]) => void }

/** What a webhook is called for: any of these. */
export function MatchEditor({ matches, onMatches }: MatchesProps) {
  const t = useTranslations('webhooks.form')
  return (
    <fieldset className={classes.matches}>
      <legend>{t('matches')}</legend>
      <ul>
        {matches.map((match, index) => (
          <li key={index}>
            <Line
              match={match}
              place={String(index + 1)}
              onMatch={(next) => onMatches(next ? matches.with(index, next) : matches.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ul>
      {matches.length < MATCHES_MAX && (
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => onMatches([...matches, { moves: ['entered'] }])}>
            {t('addMoves')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => onMatches([...matches, { fact: '' }])}>
            {t('addFacts')}
          </Button>
        </Group>
      )}
    </fieldset>
  )
}

type LineProps = { match: WebhookMatch; place: string; onMatch: (match: WebhookMatch | undefined) => void }

function Line({ match, place, onMatch }: LineProps) {
  const t = useTranslations('webhooks.form')
  return (
    <fieldset className={classes.line} aria-label={t('line', { place })}>
      {'moves' in match ? (
        <MoveFields match={match} onMatch={onMatch} />
      ) : (
        <>
          <span>{t('facts')}</span>
          <FactFields match={match} onMatch={onMatch} />
        </>
      )}
      <ActionIcon
        className={classes.remove!}
        variant="subtle"
        color="gray"
        aria-label={t('remove', { place })}
        onClick={() => onMatch(undefined)}
      >
        <IconTrash size={15} aria-hidden />
      </ActionIcon>
    </fieldset>
  )
}

function MoveFields({ match: { segment, moves }, onMatch }: { match: MoveMatch; onMatch: (match: MoveMatch) => void }) {
  const t = useTranslations('webhooks.form')
  const number = useTranslations('segments')
  const { data } = useQuery(api.segments.list.queryOptions())
  const known = data?.items ?? []
  const gone = segment === undefined || !data || known.some(({ segmentId }) => segmentId === segment) ? [] : [segment]
  const segments = [
    { value: '', label: t('anySegment') },
    ...known.map(({ segmentId, name }) => ({ value: String(segmentId), label: name })),
    ...gone.map((id) => ({ value: String(id), label: number('number', { id: String(id) }) })),
  ]
  const way: Way = moves.length > 1 ? 'both' : moves[0]!
  const movesOf = (chosen: Way): MoveMatch['moves'] => (chosen === 'both' ? ['entered', 'left'] : [chosen])
  return (
    <>
      <span>{t('people')}</span>
      <NativeSelect
        size="xs"
        aria-label={t('way')}
        value={way}
        data={WAYS.map((each) => ({ value: each, label: t(`ways.${each}`) }))}
        onChange={(event) => onMatch({ ...(segment !== undefined && { segment }), moves: movesOf(event.currentTarget.value as Way) })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('segment')}
        value={segment === undefined ? '' : String(segment)}
        data={segments}
        onChange={({ currentTarget: { value } }) => onMatch({ ...(value !== '' && { segment: Number(value) }), moves })}
      />
    </>
  )
}
