import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

/** A page or a part of one that has nothing to show but what to do next. */
export function Notice({ title, page = false, children }: { title: string; page?: boolean; children?: ReactNode }) {
  return (
    <section className={classes.notice}>
      {page && <title>{`${title} · Percorso`}</title>}
      <Title order={page ? 1 : 2} size="h4">
        {title}
      </Title>
      {children}
    </section>
  )
}

export function NoticeText({ children }: { children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed" maw="36rem">
      {children}
    </Text>
  )
}
