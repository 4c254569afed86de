import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useUndo } from '../../ui/undo.tsx'
import type { Draft } from './import-types.ts'
import classes from './imports.module.css'

type Props = { draft: Draft; guess: Draft; onMapping: (mapping: Draft) => void }

/** Mappings kept from files like this one: take one, or keep this one for the next. */
export function SavedMappings({ draft, guess, onMapping }: Props) {
  const t = useTranslations('imports')
  const [name, setName] = useState('')
  const { data = [] } = useQuery(api.imports.mappings.list.queryOptions())
  const { save, remove } = useMappingChanges()
  const take = (chosen: string) => {
    setName(chosen)
    onMapping(data.find((saved) => saved.name === chosen)?.mapping ?? guess)
  }
  const isKnown = data.some((saved) => saved.name === name)
  return (
    <div className={classes.line}>
      {data.length > 0 && (
        <NativeSelect
          size="xs"
          label={t('startFrom')}
          value={isKnown ? name : ''}
          onChange={(event) => take(event.currentTarget.value)}
          data={[{ value: '', label: t('guess') }, ...data.map((saved) => ({ value: saved.name, label: saved.name }))]}
        />
      )}
      <TextInput size="xs" label={t('mappingName')} maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Button
        size="xs"
        variant="default"
        disabled={name.trim() === ''}
        loading={save.isPending}
        leftSection={<IconDeviceFloppy size={15} aria-hidden />}
        onClick={() => save.mutate({ name: name.trim(), mapping: draft })}
      >
        {t('saveMapping')}
      </Button>
      {isKnown && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => remove(data.find((saved) => saved.name === name)!)}
        >
          {t('removeMapping')}
        </Button>
      )}
    </div>
  )
}

function useMappingChanges() {
  const t = useTranslations('imports')
  const client = useQueryClient()
  const done = useUndo()
  const onSettled = () => client.invalidateQueries({ queryKey: api.imports.mappings.key() })
  const save = useMutation({ mutationFn: (wish: { name: string; mapping: Draft }) => api.imports.mappings.save.call(wish), onSettled })
  const removing = useMutation({ mutationFn: (name: string) => api.imports.mappings.remove.call({ name }), onSettled })
  const remove = ({ name, mapping }: { name: string; mapping: Draft }) =>
    removing.mutate(name, { onSuccess: () => done(t('mappingRemoved'), () => save.mutate({ name, mapping })) })
  return { save, remove }
}
