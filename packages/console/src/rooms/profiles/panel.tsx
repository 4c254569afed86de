import { Text } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useFormatter } from 'use-intl'
import classes from './profile.module.css'

/** A part of a profile under a heading of its own; `empty` says what belongs there while nothing does. */
export function Panel({ title, count, empty, children }: { title: string; count: number; empty: string; children: ReactNode }) {
  const id = useId()
  const format = useFormatter()
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <Text component="h2" id={id} fw={600} size="sm">
        {title} <span className={classes.count}>{format.number(count)}</span>
      </Text>
      {count > 0 ? (
        children
      ) : (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      )}
    </section>
  )
}
