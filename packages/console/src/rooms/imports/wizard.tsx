import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { Text } from '@mantine/core'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { problemOf } from '../../api/problem.ts'
import { Name } from '../../ui/name.tsx'
import type { Draft, Preview } from './import-types.ts'
import classes from './imports.module.css'
import { MappingEditor } from './mapping-editor.tsx'
import { PreviewTable } from './preview-table.tsx'
import { SavedMappings } from './saved-mappings.tsx'
import { StartImport } from './start-import.tsx'
import { useDraft } from './use-draft.ts'

const PAUSE_MS = 500

/** What the file holds on one side, what becomes of it on the other. */
export function Wizard({ fileId, first }: { fileId: string; first: Preview }) {
  const t = useTranslations('imports')
  const format = useFormatter()
  const { draft, lookups, setDraft, setLookup, forget } = useDraft(fileId, first.mapping)
  const [asked] = useDebouncedValue({ draft, lookups }, PAUSE_MS)
  const preview = usePreview(fileId, asked)
  const problem = problemOf(preview.error)
  return (
    <div className={classes.wizard}>
      <section className={classes.half} aria-label={t('mapping')}>
        <Text size="sm" c="dimmed" mb="sm">
          <Name>{first.fileName}</Name> · {sizeOf(first.bytes, format)} · {t('columns', { count: first.columns.length })}
        </Text>
        <SavedMappings draft={draft} guess={first.mapping} onMapping={setDraft} />
        <MappingEditor draft={draft} columns={first.columns} onDraft={setDraft} lookups={lookups} onLookup={setLookup} />
      </section>
      <section className={classes.half} aria-label={t('preview')}>
        {problem && (
          <Text role="alert" size="sm" c="red" mb="sm">
            {[problem.message, problem.hint].filter(Boolean).join(' ')}
          </Text>
        )}
        <PreviewTable preview={preview.data ?? first} isOld={preview.isPlaceholderData || preview.isError} />
        <StartImport fileId={fileId} draft={draft} lookups={lookups} fileName={first.fileName} onStarted={forget} />
      </section>
    </div>
  )
}

function usePreview(fileId: string, { draft, lookups }: { draft: Draft; lookups: Record<string, string> }) {
  return useQuery({
    ...api.imports.preview.queryOptions({ input: { fileId, mapping: draft, lookups } }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
  })
}

function sizeOf(bytes: number, format: ReturnType<typeof useFormatter>): string {
  const isLarge = bytes >= 1_000_000
  return format.number(bytes / (isLarge ? 1_000_000 : 1_000), {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: 1,
  })
}
