import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './entry.module.css'

/** A part of a page of settings. `wide` is for tables. */
export function Part({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  return (
    <section className={wide ? `${classes.part} ${classes.wide}` : classes.part}>
      <Title order={2} size="h5">
        {title}
      </Title>
      {children}
    </section>
  )
}
