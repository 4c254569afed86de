import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './page-header.module.css'

type PageHeaderProps = {
  title: string
  /** One line under the title: what this page is, or what it shows just now. */
  lead?: ReactNode
  /** Buttons, on the right. */
  children?: ReactNode
}

/** How every page begins: its name, also for the browser's tab, and what can be done on it. */
export function PageHeader({ title, lead, children }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <title>{`${title} · Percorso`}</title>
      <div className={classes.text}>
        <Title order={1} size="h3" className={classes.title}>
          <bdi>{title}</bdi>
        </Title>
        {lead !== undefined && (
          <Text size="sm" c="dimmed" component="div">
            {lead}
          </Text>
        )}
      </div>
      {children !== undefined && <div className={classes.actions}>{children}</div>}
    </header>
  )
}
