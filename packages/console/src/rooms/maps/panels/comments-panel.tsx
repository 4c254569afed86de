import { Button, Group, SegmentedControl, Textarea } from '@mantine/core'
import type { MapComment } from '@percorso/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { Moment } from '../../../ui/moment.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { usePlaceWords } from '../grid/place-words.ts'
import { useOpenMap } from '../map-context.ts'
import classes from './panels.module.css'

type CommentsPanelProps = { mapId: number; place?: string }

/** What is said about a place, or about all of the map. */
export function CommentsPanel({ mapId, place }: CommentsPanelProps) {
  const t = useTranslations('maps.comments')
  const [which, setWhich] = useState<'open' | 'resolved'>('open')
  const { data, error, refetch } = useQuery(api.maps.comments.queryOptions({ input: { mapId } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  const all = (data?.items ?? []) as MapComment[]
  const shown = all.filter((each) => each.answers === null && (each.resolvedAt !== null) === (which === 'resolved') && (place === undefined || each.place === place))
  return (
    <section className={classes.fields} aria-label={t('say')}>
      <SegmentedControl
        size="xs"
        aria-label={t('open')}
        value={which}
        onChange={(next) => setWhich(next as typeof which)}
        data={(['open', 'resolved'] as const).map((value) => ({ value, label: t(value) }))}
      />
      {shown.length === 0 && <p className={classes.hint}>{t('none')}</p>}
      <ul className={classes.plain}>
        {shown.map((comment) => (
          <Comment key={comment.commentId} mapId={mapId} comment={comment} answers={all.filter(({ answers }) => answers === comment.commentId)} withPlace={place === undefined} />
        ))}
      </ul>
      <Say mapId={mapId} place={place ?? ''} label={t('say')} verb={t('send')} />
    </section>
  )
} // prettier-ignore

type CommentProps = { mapId: number; comment: MapComment; answers: MapComment[]; withPlace: boolean }

function Comment({ mapId, comment, answers, withPlace }: CommentProps) {
  const t = useTranslations('maps.comments')
  const { active, store } = useOpenMap()
  const words = usePlaceWords()
  const { resolve, withdraw } = useCommentDeeds(mapId)
  const [answering, setAnswering] = useState(false)
  const { commentId, place, resolvedAt, resolvedBy, mine } = comment
  return (
    <li className={classes.comment} data-resolved={resolvedAt !== null || undefined}>
      {withPlace && (
        <Group gap="xs" justify="space-between">
          <span className={classes.hint}>{t('about', { place: words.placeName(store.document, place) })}</span>
          {place !== '' && (
            <Button size="compact-xs" variant="subtle" onClick={() => active.go(place)}>
              {t('jump')}
            </Button>
          )}
        </Group>
      )}
      <Said comment={comment} />
      {answers.length > 0 && (
        <div className={classes.answers}>
          {answers.map((answer) => (
            <Said key={answer.commentId} comment={answer} />
          ))}
        </div>
      )}
      {resolvedBy !== null && <span className={classes.hint}>{t('resolvedBy', { name: resolvedBy })}</span>}
      <Group gap={4}>
        <Button size="compact-xs" variant="default" onClick={() => resolve.mutate({ mapId, commentId, resolved: resolvedAt === null })}>
          {t(resolvedAt === null ? 'resolve' : 'reopen')}
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={() => setAnswering(!answering)}>
          {t('answer')}
        </Button>
        {mine && (
          <Button size="compact-xs" variant="subtle" color="red" onClick={() => withdraw.mutate({ mapId, commentId })}>
            {t('withdraw')}
          </Button>
        )}
      </Group>
      {answering && (
        <Say mapId={mapId} place={place} answers={commentId} label={t('answer')} verb={t('answer')} onDone={() => setAnswering(false)} />
      )}
    </li>
  )
}

function Said({ comment: { createdBy, createdAt, text } }: { comment: MapComment }) {
  const t = useTranslations('maps.comments')
  return (
    <div>
      <strong>
        <bdi>{t('by', { name: createdBy })}</bdi>
      </strong>{' '}
      <small className={classes.hint}>
        <Moment at={createdAt} as="ago" />
      </small>
      <p>{text}</p>
    </div>
  )
}

type SayProps = { mapId: number; place: string; label: string; verb: string; answers?: number; onDone?: () => void }

function Say({ mapId, place, label, verb, answers, onDone }: SayProps) {
  const [text, setText] = useState('')
  const { say } = useCommentDeeds(mapId)
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault()
        const done = () => (setText(''), onDone?.())
        say.mutate({ mapId, place, text: text.trim(), ...(answers !== undefined && { answers }) }, { onSuccess: done })
      }}
    >
      <Textarea
        size="xs"
        aria-label={label}
        placeholder={label}
        value={text}
        autosize
        maxLength={2000}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {say.error && <Problem error={say.error} retry={say.reset} />}
      {text.trim() !== '' && (
        <Group>
          <Button size="compact-sm" type="submit" loading={say.isPending}>
            {verb}
          </Button>
        </Group>
      )}
    </form>
  )
}

function useCommentDeeds(mapId: number) {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: api.maps.comments.key({ input: { mapId } }) })
  return {
    say: useMutation(api.maps.comment.mutationOptions({ onSuccess })),
    resolve: useMutation(api.maps.resolve.mutationOptions({ onSuccess })),
    withdraw: useMutation(api.maps.withdraw.mutationOptions({ onSuccess })),
  }
}
