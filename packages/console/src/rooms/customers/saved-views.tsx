import { Button, Checkbox, Group, Menu, Modal, TextInput } from '@mantine/core'
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api as contract } from '@percorso/contract'
import { IconBookmark, IconTrash, IconUsers } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Problem } from '../../ui/problem.tsx'
import { useUndo } from '../../ui/undo.tsx'
import { SaveAsSegment } from './save-as-segment.tsx'
import { COLUMNS_AT_FIRST } from './people-search.ts'
import type { PeopleSearch } from './people-search.ts'

type View = InferContractRouterOutputs<typeof contract>['views']['list'][number]
type SavedViewsProps = { search: PeopleSearch; onView: (search: PeopleSearch) => void }

/** Ways of looking at the list that somebody wants to come back to: one's own, and those of everybody. */
export function SavedViews({ search, onView }: SavedViewsProps) {
  const t = useTranslations('customers.views')
  const { may } = useMe()
  const { data: views } = useQuery(api.views.list.queryOptions())
  const remove = useRemove()
  const [saving, setSaving] = useState(false)
  return (
    <>
      <Menu position="bottom-end" withinPortal width={280}>
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconBookmark size={15} aria-hidden />}>
            {t('title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={400} style={{ overflowY: 'auto' }}>
          {views?.length === 0 && <Menu.Label>{t('none')}</Menu.Label>}
          {views?.map((view) => (
            <Group key={view.viewId} gap={4} wrap="nowrap" role="none">
              <Menu.Item
                flex={1}
                onClick={() => onView(toSearch(view))}
                rightSection={view.shared && <IconUsers size={14} aria-label={t('shared')} />}
              >
                <bdi>{view.name}</bdi>
              </Menu.Item>
              {(view.mine || may('people.edit')) && (
                <Menu.Item flex="none" w={36} c="dimmed" aria-label={t('remove', { name: view.name })} onClick={() => remove(view)}>
                  <IconTrash size={14} aria-hidden />
                </Menu.Item>
              )}
            </Group>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setSaving(true)}>{t('save')}</Menu.Item>
          <SaveAsSegment search={search} />
        </Menu.Dropdown>
      </Menu>
      <SaveView search={search} opened={saving} onClose={() => setSaving(false)} />
    </>
  )
}

function SaveView({ search, opened, onClose }: { search: PeopleSearch; opened: boolean; onClose: () => void }) {
  const t = useTranslations('customers.views')
  const ui = useTranslations('ui')
  const { may } = useMe()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const client = useQueryClient()
  const create = useMutation(
    api.views.create.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries({ queryKey: api.views.key() })
        setName('')
        onClose()
      },
    }),
  )
  return (
    <Modal opened={opened} onClose={onClose} title={t('save')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate({ name, shared, query: toQuery(search) })
        }}
      >
        <TextInput
          label={t('name')}
          value={name}
          maxLength={100}
          required
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {may('people.edit') && (
          <Checkbox mt="md" label={t('share')} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
        )}
        {create.error && <Problem error={create.error} retry={() => create.reset()} />}
        <Group justify="flex-end" mt="lg">
          <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

function useRemove(): (view: View) => void {
  const t = useTranslations('customers.views')
  const undoable = useUndo()
  const client = useQueryClient()
  const renew = { onSuccess: () => void client.invalidateQueries({ queryKey: api.views.key() }) }
  const create = useMutation(api.views.create.mutationOptions(renew))
  const remove = useMutation(api.views.delete.mutationOptions(renew))
  return (view) =>
    remove.mutate(
      { viewId: view.viewId },
      {
        onSuccess: ({ name, shared, query }) =>
          undoable(t('removed', { name }), () => create.mutate({ name, shared, query: query as never })),
      },
    )
}

function toQuery({ search, filter, sort = 'lastSeen', order, columns = COLUMNS_AT_FIRST }: PeopleSearch) {
  return {
    sort,
    columns,
    ...(search !== undefined && { search }),
    ...(order && { order }),
    ...(filter && { filter: { version: 1 as const, where: filter } }),
  }
}

function toSearch({ query: { search, filter, sort, order, columns } }: View): PeopleSearch {
  return { search, sort, order, columns, filter: filter?.where }
}
