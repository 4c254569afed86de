import { Button, Group, Modal, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Loading } from '../../ui/loading.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useUndo } from '../../ui/undo.tsx'
import type { ShownLink } from './profile.ts'
import { BeforeAfter } from './sketches.tsx'

/** Takes a merge back: shows who would be who, then keeps the two apart. */
export function UndoMerge({ link, onClose }: { link: ShownLink; onClose: () => void }) {
  const t = useTranslations('customers.merge')
  const ui = useTranslations('ui')
  const pair = { a: link.a.identifierId, b: link.b.identifierId }
  const preview = useQuery(api.merges.previewUndo.queryOptions({ input: pair, gcTime: 0 }))
  const { undo, isPending, error, reset } = useUndoMerge()
  return (
    <Modal opened onClose={onClose} title={t('undoTitle')} size="lg" closeButtonProps={{ 'aria-label': ui('close') }}>
      <Text size="sm" mb="md">
        {t('undoHint')}
      </Text>
      {preview.isPending && <Loading height={80} />}
      {preview.error && <Problem error={preview.error} retry={() => void preview.refetch()} />}
      {preview.data && <BeforeAfter {...preview.data} />}
      {error && <Problem error={error} retry={reset} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {ui('cancel')}
        </Button>
        <Button loading={isPending} disabled={!preview.data} onClick={() => void undo(pair, onClose).catch(() => {})}>
          {t('keepApart')}
        </Button>
      </Group>
    </Modal>
  )
}

type Pair = { a: string; b: string }

/** Keeps two identifiers apart, and offers to let them be one again. */
export function useUndoMerge() {
  const t = useTranslations('customers.merge')
  const undoable = useUndo()
  const client = useQueryClient()
  const renew = { onSuccess: () => client.invalidateQueries() }
  const redo = useMutation(api.merges.redo.mutationOptions(renew))
  const mutation = useMutation(api.merges.undo.mutationOptions(renew))
  // Waited for rather than told by a callback: whoever began it may be closed by then, and its callbacks with it.
  const undo = async (pair: Pair, onDone: () => void) => {
    await mutation.mutateAsync(pair)
    onDone()
    undoable(t('undone'), () => redo.mutate(pair))
  }
  return { undo, isPending: mutation.isPending, error: mutation.error, reset: mutation.reset }
}
