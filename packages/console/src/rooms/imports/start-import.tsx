import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useSources } from '../../facts/source-name.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Draft } from './import-types.ts'
import classes from './imports.module.css'

type Props = { fileId: string; draft: Draft; lookups: Record<string, string>; fileName: string; onStarted: () => void }

/** The last step: what the import is called, whose source it is, and off. */
export function StartImport({ fileId, draft, lookups, fileName, onStarted }: Props) {
  const t = useTranslations('imports')
  const navigate = useNavigate()
  const client = useQueryClient()
  const sources = useSources().filter(({ archivedAt }) => archivedAt === null)
  const [name, setName] = useState(fileName)
  const [sourceId, setSourceId] = useState('')
  const start = useMutation({
    mutationFn: () =>
      api.imports.create.call({
        fileId,
        mapping: draft,
        lookups,
        ...(name.trim() !== '' && { name: name.trim() }),
        ...(sourceId !== '' && { sourceId: Number(sourceId) }),
      }),
    onSuccess: ({ importId }) => {
      onStarted()
      void client.invalidateQueries({ queryKey: api.imports.list.key() })
      void client.invalidateQueries({ queryKey: api.sources.key() })
      void navigate({ to: '/imports/$importId', params: { importId } })
    },
  })
  return (
    <>
      <div className={classes.start}>
        <TextInput
          size="xs"
          label={t('importName')}
          description={t('importNameHint')}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          label={t('source')}
          value={sourceId}
          onChange={(event) => setSourceId(event.currentTarget.value)}
          data={[
            { value: '', label: t('ownSource') },
            ...sources.map((source) => ({ value: String(source.sourceId), label: source.name })),
          ]}
        />
        <Button size="sm" loading={start.isPending} leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => start.mutate()}>
          {t('start')}
        </Button>
      </div>
      {start.error && <Problem error={start.error} retry={() => start.mutate()} />}
    </>
  )
}
