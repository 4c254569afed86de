import { Text } from '@mantine/core'
import { useTranslations } from 'use-intl'

/** Says what is not in the list: a list that looks whole and is not would mislead. */
export function PassedOver({ skipped, gaps }: { skipped: number; gaps: number }) {
  const t = useTranslations('live')
  if (skipped === 0 && gaps === 0) return null
  return (
    <Text size="sm" c="dimmed" mb="xs">
      {skipped > 0 && `${t('skipped', { count: skipped })} `}
      {gaps > 0 && t('gaps', { count: gaps })}
    </Text>
  )
}
