import { Button, Group, Modal, NativeSelect, Radio, Stack, TextInput } from '@mantine/core'
import { mapKinds, mapTemplates } from '@percorso/contract/map-words'
import type { MapKind, MapTemplate } from '@percorso/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useLanguage } from '../../texts/language.tsx'
import { Problem } from '../../ui/problem.tsx'

/** What a new map is called, what it is of and what it begins with. Its first words are in the language of the console. */
export function NewMap({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTranslations('maps')
  const ui = useTranslations('ui')
  return (
    <Modal opened={opened} onClose={onClose} title={t('create')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <Form onClose={onClose} />
    </Modal>
  )
}

function Form({ onClose }: { onClose: () => void }) {
  const t = useTranslations('maps')
  const ui = useTranslations('ui')
  const { language } = useLanguage()
  const create = useCreateMap()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<MapKind>('lived')
  const [template, setTemplate] = useState<MapTemplate>('retail')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate({ name: name.trim(), kind, template, language })
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('name')}
          value={name}
          required
          maxLength={200}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Radio.Group label={t('kind')} value={kind} onChange={(value) => setKind(value as MapKind)}>
          <Stack gap={6} mt={4}>
            {mapKinds.map((each) => (
              <Radio key={each} value={each} size="xs" label={t(`kinds.${each}`)} description={t(`kindsMean.${each}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <NativeSelect
          label={t('fresh.template')}
          value={template}
          data={mapTemplates.map((value) => ({ value, label: t(`fresh.templates.${value}`) }))}
          onChange={(event) => setTemplate(event.currentTarget.value as MapTemplate)}
        />
        {create.error && <Problem error={create.error} retry={create.reset} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
            {t('fresh.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Makes a map, and opens it. */
export function useCreateMap() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation(
    api.maps.create.mutationOptions({
      onSuccess: async ({ mapId }) => {
        await client.invalidateQueries({ queryKey: api.maps.list.key() })
        await navigate({ to: '/maps/$mapId', params: { mapId: String(mapId) } })
      },
    }),
  )
}
