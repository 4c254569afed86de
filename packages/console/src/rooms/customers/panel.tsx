import { Group, Text } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useFormatter } from 'use-intl'
import classes from './profile.module.css'

type PanelProps = { title: string; count?: number; empty?: string; action?: ReactNode; children?: ReactNode }

/** A part of a page under a heading of its own; `empty` says what belongs there while nothing does. */
export function Panel({ title, count, empty, action, children }: PanelProps) {
  const id = useId()
  const format = useFormatter()
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text component="h2" id={id} fw={600} size="sm">
          {title} {count !== undefined && <span className={classes.count}>{format.number(count)}</span>}
        </Text>
        {action}
      </Group>
      {count === 0 && empty !== undefined && (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      )}
      {children}
    </section>
  )
}
