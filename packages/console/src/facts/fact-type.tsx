import { Badge } from '@mantine/core'
import type { FactType } from '@percorso/contract'
import { useTranslations } from 'use-intl'

const COLORS: Record<FactType, string> = {
  track: 'indigo',
  identify: 'teal',
  page: 'gray',
  screen: 'gray',
  group: 'grape',
  alias: 'orange',
}

/** Which of the six calls a fact came by. */
export function FactTypeBadge({ type }: { type: FactType }) {
  const t = useTranslations('facts')
  return (
    <Badge variant="light" color={COLORS[type]} size="sm" radius="sm" tt="none" fw={600}>
      {t(type)}
    </Badge>
  )
}

/** Says that a crawler sent it: kept, not counted. */
export function BotBadge() {
  const t = useTranslations('facts')
  return (
    <Badge variant="outline" color="gray" size="sm" radius="sm" tt="none" c="dimmed">
      {t('bot')}
    </Badge>
  )
}
