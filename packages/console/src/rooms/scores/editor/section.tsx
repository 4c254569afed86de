import { Text } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'
import type { Draft } from './draft.ts'
import classes from './editor.module.css'
import type { ChangeDraft } from './part-list.ts'

/** `said`: what is wrong at a place, in words, once somebody has tried to save. */
export type SectionProps = { draft: Draft; change: ChangeDraft; said: (place: string) => string | undefined }

/** A part of the editor under a heading of its own. */
export function Section({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <Text component="h2" id={id} fw={600} size="sm">
        {title}
      </Text>
      <p className={classes.hint}>{hint}</p>
      {children}
    </section>
  )
}
