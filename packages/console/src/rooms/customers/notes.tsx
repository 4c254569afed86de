import { ActionIcon, Button, Group, Text, Textarea } from '@mantine/core'
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api as contract } from '@percorso/contract'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Moment } from '../../ui/moment.tsx'
import { useUndo } from '../../ui/undo.tsx'
import { Panel } from './panel.tsx'
import classes from './profile.module.css'

type Note = InferContractRouterOutputs<typeof contract>['notes']['list']['items'][number]

/** What colleagues wrote about this person. */
export function Notes({ profileId }: { profileId: string }) {
  const t = useTranslations('customers.notes')
  const { may } = useMe()
  const renew = useRenew()
  const create = useMutation(api.notes.create.mutationOptions(renew))
  const list = useInfiniteQuery(
    api.notes.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ profileId, limit: 20, ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  )
  const notes = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Panel title={t('title')} {...(list.isSuccess && !list.hasNextPage && { count: notes.length })} empty={t('none')}>
      {may('people.edit') && <Editor label={t('write')} onSave={(body) => create.mutateAsync({ profileId, body })} />}
      <ul className={classes.entries}>
        {notes.map((note) => (
          <NoteEntry key={note.noteId} note={note} mayEdit={may('people.edit')} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button size="compact-xs" variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Panel>
  )
}

function useRenew() {
  const client = useQueryClient()
  return { onSuccess: () => void client.invalidateQueries({ queryKey: api.notes.key() }) }
}

type EditorProps = { label: string; body?: string; onSave: (body: string) => Promise<unknown> }

function Editor({ label, body = '', onSave }: EditorProps) {
  const t = useTranslations('customers.notes')
  const [text, setText] = useState(body)
  const save = async () => {
    await onSave(text)
    setText('')
  }
  return (
    <>
      <Textarea
        mt="xs"
        size="sm"
        autosize
        minRows={1}
        maxRows={8}
        maxLength={10_000}
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <Group justify="flex-end" mt={6}>
          <Button size="compact-sm" onClick={() => void save().catch(() => {})}>
            {t('save')}
          </Button>
        </Group>
      )}
    </>
  )
}

function NoteEntry({ note, mayEdit }: { note: Note; mayEdit: boolean }) {
  const t = useTranslations('customers.notes')
  const [editing, setEditing] = useState(false)
  const renew = useRenew()
  const undoable = useUndo()
  const edit = useMutation(api.notes.edit.mutationOptions(renew))
  const restore = useMutation(api.notes.restore.mutationOptions(renew))
  const remove = useMutation(api.notes.delete.mutationOptions(renew))
  const { noteId, body, author, createdAt, editedBy } = note
  if (editing) {
    return (
      <li>
        <Editor
          label={t('edit')}
          body={body}
          onSave={async (next) => edit.mutateAsync({ noteId, body: next }).then(() => setEditing(false))}
        />
      </li>
    )
  }
  const drop = () => remove.mutate({ noteId }, { onSuccess: () => undoable(t('deleted'), () => restore.mutate({ noteId })) })
  return (
    <li>
      <Text size="sm" className={classes.note} dir="auto">
        {body}
      </Text>
      <Group gap={4} justify="space-between" wrap="nowrap">
        <span className={classes.origin}>
          <bdi>{author}</bdi> · <Moment at={createdAt} as="ago" />
          {editedBy !== null && <> · {t('edited', { name: editedBy })}</>}
        </span>
        {mayEdit && (
          <Group gap={2} wrap="nowrap">
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('edit')} onClick={() => setEditing(true)}>
              <IconPencil size={14} aria-hidden />
            </ActionIcon>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('delete')} onClick={drop}>
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          </Group>
        )}
      </Group>
    </li>
  )
}
