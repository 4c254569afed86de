import { Button, Group, TextInput } from '@mantine/core'
import type { MapDocument, MapVersion } from '@percorso/contract'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { Moment } from '../../../ui/moment.tsx'
import { Problem } from '../../../ui/problem.tsx'
import type { ShownVersion } from '../editor.tsx'
import { useOpenMap } from '../map-context.ts'
import classes from './panels.module.css'

type VersionsPanelProps = { mapId: number; onVersion: (version: ShownVersion) => void }

/** Versions that were kept, the latest first: to be kept, looked at, and gone back to. */
export function VersionsPanel({ mapId, onVersion }: VersionsPanelProps) {
  const t = useTranslations('maps.versions')
  const ui = useTranslations('ui')
  const { readOnly } = useOpenMap()
  const list = useInfiniteQuery(
    api.maps.versions.infiniteOptions({
      input: (cursor: string | undefined) => ({ mapId, limit: 50, ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  )
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  const versions = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <div className={classes.fields}>
      {!readOnly && <Keep mapId={mapId} />}
      {list.data && versions.length === 0 && <p className={classes.hint}>{t('none')}</p>}
      <ul className={classes.plain}>
        {versions.map((version) => (
          <Version key={version.versionId} mapId={mapId} version={version} onVersion={onVersion} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button size="compact-xs" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {ui('more')}
        </Button>
      )}
    </div>
  )
}

function Keep({ mapId }: { mapId: number }) {
  const t = useTranslations('maps.versions')
  const client = useQueryClient()
  const [name, setName] = useState('')
  const { store } = useOpenMap()
  const keep = useMutation({
    mutationFn: async () => {
      await store.sent()
      return api.maps.keep.call({ mapId, name: name.trim() })
    },
    onSuccess: async () => {
      setName('')
      await client.invalidateQueries({ queryKey: api.maps.versions.key() })
    },
  })
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate()
      }}
    >
      <TextInput size="xs" label={t('name')} value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
      {keep.error && <Problem error={keep.error} retry={keep.reset} />}
      <Group>
        <Button size="compact-sm" type="submit" loading={keep.isPending} disabled={name.trim() === ''}>
          {t('keep')}
        </Button>
      </Group>
    </form>
  )
}

function Version({ mapId, version, onVersion }: { mapId: number; version: MapVersion } & Pick<VersionsPanelProps, 'onVersion'>) {
  const t = useTranslations('maps.versions')
  const { store, readOnly } = useOpenMap()
  const client = useQueryClient()
  const [asked, setAsked] = useState(false)
  const { versionId, name, createdAt, createdBy } = version
  const look = useMutation({
    mutationFn: () => api.maps.version.call({ mapId, versionId }),
    onSuccess: ({ document }) => onVersion({ versionId, name, document: document as MapDocument }),
  })
  const restore = useMutation(
    api.maps.restore.mutationOptions({
      onSuccess: async ({ revision, document }) => {
        store.reset({ revision, document: document as MapDocument })
        setAsked(false)
        await client.invalidateQueries({ queryKey: api.maps.versions.key() })
      },
    }),
  )
  return (
    <li className={classes.comment}>
      <strong>
        <bdi>{name}</bdi>
      </strong>
      <span className={classes.hint}>
        <Moment at={createdAt} />, <bdi>{createdBy}</bdi>
      </span>
      <Group gap={4}>
        <Button size="compact-xs" variant="default" loading={look.isPending} onClick={() => look.mutate()}>
          {t('look')}
        </Button>
        {!readOnly && (
          <Button size="compact-xs" variant="default" onClick={() => setAsked(true)}>
            {t('restore')}
          </Button>
        )}
      </Group>
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('restoreTitle', { name })}
        verb={t('restore')}
        pending={restore.isPending}
        onConfirm={() => restore.mutate({ mapId, versionId })}
      >
        {t('restoreHint')}
        {restore.error && <Problem error={restore.error} retry={restore.reset} />}
      </Confirm>
    </li>
  )
}
