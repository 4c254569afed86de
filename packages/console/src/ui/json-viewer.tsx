import { Button, Code } from '@mantine/core'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { CopyButton } from './copy-button.tsx'
import classes from './json-viewer.module.css'

const ENTRIES_PER_STEP = 100
const LETTERS_SHOWN = 2_000
const OPEN_ENTRIES_MAX = 40

/**
 * A value as it came, opened level by level. It shows a hundred entries and two thousand letters at a time, whatever the size: ten megabytes
 * or ten thousand keys cost no more than what is looked at. All of it is text; nothing in it is ever run or followed.
 */
export function JsonViewer({ value, label }: { value: unknown; label: string }) {
  const t = useTranslations('ui')
  return (
    <section className={classes.viewer} aria-label={label}>
      <div className={classes.copy}>
        <CopyJson value={value} label={t('copy', { what: label })} />
      </div>
      <Value value={value} level={0} />
    </section>
  )
}

/** The text is made when it is wanted: a big value must not cost its whole length on every page that only mentions it. */
function CopyJson({ value, label }: { value: unknown; label: string }) {
  const [wanted, setWanted] = useState(false)
  return (
    <span onPointerEnter={() => setWanted(true)} onFocus={() => setWanted(true)}>
      <CopyButton value={wanted ? JSON.stringify(value, null, 2) : ''} label={label} />
    </span>
  )
}

function Value({ value, level }: { value: unknown; level: number }) {
  if (typeof value === 'string') return <LongText text={value} />
  if (typeof value !== 'object' || value === null) return <span className={classes.plain}>{String(value)}</span>
  const isList = Array.isArray(value)
  const keys = isList ? undefined : Object.keys(value)
  const size = isList ? value.length : keys!.length
  if (size === 0) return <span className={classes.plain}>{isList ? '[]' : '{}'}</span>
  return <Entries of={value as Record<string, unknown>} keys={keys} size={size} level={level} />
}

type EntriesProps = { of: Record<string, unknown>; keys: string[] | undefined; size: number; level: number }

function Entries({ of: value, keys, size, level }: EntriesProps) {
  const t = useTranslations('ui')
  const format = useFormatter()
  const [open, setOpen] = useState(level === 0 || (level < 3 && size <= OPEN_ENTRIES_MAX))
  const [shown, setShown] = useState(ENTRIES_PER_STEP)
  const names = keys?.slice(0, shown) ?? Array.from({ length: Math.min(shown, size) }, (_, index) => String(index))
  return (
    <details open={open} className={classes.entries} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{keys ? `{ ${format.number(size)} }` : `[ ${format.number(size)} ]`}</summary>
      {open && (
        <>
          <ul>
            {names.map((name) => (
              <li key={name}>
                <bdi className={classes.key}>{name.length > LETTERS_SHOWN ? `${name.slice(0, LETTERS_SHOWN)}…` : name}</bdi>
                {': '}
                <Value value={value[name]} level={level + 1} />
              </li>
            ))}
          </ul>
          {size > shown && (
            <Button size="compact-xs" variant="default" onClick={() => setShown(shown + ENTRIES_PER_STEP)}>
              {t('moreOf', { shown, size })}
            </Button>
          )}
        </>
      )}
    </details>
  )
}

function LongText({ text }: { text: string }) {
  const t = useTranslations('ui')
  const [shown, setShown] = useState(LETTERS_SHOWN)
  return (
    <>
      <Code className={classes.text}>
        <bdi>{JSON.stringify(text.slice(0, shown))}</bdi>
      </Code>
      {text.length > shown && (
        <Button size="compact-xs" variant="default" onClick={() => setShown(shown * 2)}>
          {t('moreOf', { shown, size: text.length })}
        </Button>
      )}
    </>
  )
}
