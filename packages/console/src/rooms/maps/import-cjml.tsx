import { Button, FileInput, Group, List, Modal, Stack, Text } from '@mantine/core'
import type { MapDocument } from '@percorso/contract'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Problem } from '../../ui/problem.tsx'
import { useCreateMap } from './new-map.tsx'

/** Reads a CJML file, shows what is in it, and makes a map of the journey that is chosen. */
export function ImportCjml({ onClose }: { onClose: () => void }) {
  const t = useTranslations('maps')
  const ui = useTranslations('ui')
  const read = useMutation({ mutationFn: async (file: File) => api.maps.importCjml.call({ xml: await file.text() }) })
  return (
    <Modal opened onClose={onClose} title={t('import')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <Stack gap="sm">
        <Text size="sm">{t('cjml.lead')}</Text>
        <FileInput
          label={t('cjml.file')}
          accept=".xml,.cjml,text/xml,application/xml"
          clearable
          clearButtonProps={{ 'aria-label': ui('clearFilters') }}
          onChange={(file) => (file ? read.mutate(file) : read.reset())}
        />
        {read.error && <Problem error={read.error} retry={read.reset} />}
        {read.data && <Found documents={read.data.documents as MapDocument[]} warnings={read.data.warnings} />}
      </Stack>
    </Modal>
  )
}

function Found({ documents, warnings }: { documents: MapDocument[]; warnings: string[] }) {
  const t = useTranslations('maps')
  const create = useCreateMap()
  return (
    <>
      <Text size="sm" fw={600}>
        {t('cjml.found', { n: documents.length })}
      </Text>
      {documents.map((document, place) => (
        <Group key={place} justify="space-between" wrap="nowrap">
          <Text size="sm" component="div">
            <bdi>{document.name}</bdi>
            <Text size="xs" c="dimmed">
              {t('sizeOf', { stages: Object.keys(document.stages).length, steps: Object.keys(document.steps).length })}
            </Text>
          </Text>
          <Button size="xs" loading={create.isPending} onClick={() => create.mutate({ document })}>
            {t('cjml.take')}
          </Button>
        </Group>
      ))}
      {create.error && <Problem error={create.error} retry={create.reset} />}
      {warnings.length > 0 && (
        <>
          <Text size="sm" fw={600}>
            {t('cjml.notes')}
          </Text>
          <List size="xs">
            {[...new Set(warnings)].map((warning) => (
              <List.Item key={warning}>{warning}</List.Item>
            ))}
          </List>
        </>
      )}
    </>
  )
}
