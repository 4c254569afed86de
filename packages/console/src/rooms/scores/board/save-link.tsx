import { ActionIcon } from '@mantine/core'
import type { SegmentWhere } from '@percorso/contract'
import { IconChartCircles } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMe } from '../../../shell/me.ts'

/** Those who are meant, as a segment: opens the builder with the rule. */
export function SaveLink({ name, where }: { name: string; where: SegmentWhere }) {
  const t = useTranslations('scores.board')
  const { may } = useMe()
  if (!may('segments.manage')) return null
  const label = t('saveAsSegment', { name })
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      renderRoot={(props) => <Link to="/segments/new" search={{ name, rule: where }} {...props} />}
    >
      <IconChartCircles size={15} aria-hidden />
    </ActionIcon>
  )
}
