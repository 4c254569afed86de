import { Button, Group, Text } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { hideToast, toast } from './toast.tsx'

const TIME_TO_UNDO_MS = 10_000

/**
 * Says that something was done, with a way back: `const done = useUndo(); … done('Source removed', () => restore(sourceId))`.
 * Do first and offer the undo, rather than ask: whoever is asked each time stops reading.
 */
export function useUndo(): (said: string, undo: () => unknown) => void {
  const t = useTranslations('ui')
  return (said, undo) => {
    const id = crypto.randomUUID()
    const goBack = () => {
      void hideToast(id)
      void undo()
    }
    void toast({
      id,
      autoClose: TIME_TO_UNDO_MS,
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{said}</Text>
          <Button size="compact-xs" variant="light" onClick={goBack}>
            {t('undo')}
          </Button>
        </Group>
      ),
    })
  }
}
