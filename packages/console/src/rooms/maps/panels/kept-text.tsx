import { TextInput, Textarea } from '@mantine/core'
import type { TextInputProps } from '@mantine/core'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'

type KeptTextProps = {
  label: string
  value: string
  max: number
  onText: (text: string) => void
  /** More than one line. */
  lines?: boolean
  /** May not be empty. */
  needed?: boolean
  hint?: string
  disabled?: boolean
  className?: string | undefined
  variant?: TextInputProps['variant']
}

/** A text that is kept when whoever writes it goes on, not at every letter: one change, to be undone at once. */
export function KeptText({ label, value, max, onText, lines = false, needed = false, hint, disabled, className, variant }: KeptTextProps) {
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value) // changed by somebody else, or taken back
    setText(value)
  }
  const keep = () => {
    const trimmed = text.trim()
    if (needed && trimmed === '') return setText(value)
    if (trimmed !== value) onText(trimmed)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') setText(value)
    if (event.key === 'Enter' && !lines) keep()
  }
  const props = {
    size: 'xs',
    value: text,
    maxLength: max,
    ...(disabled !== undefined && { disabled }),
    onBlur: keep,
    onKeyDown,
    ...(variant === 'unstyled' ? { 'aria-label': label } : { label }),
    ...(hint !== undefined && { description: hint }),
    ...(variant !== undefined && { variant }),
    ...(className !== undefined && { className }),
  } as const
  if (lines) return <Textarea {...props} autosize minRows={2} maxRows={10} onChange={(event) => setText(event.currentTarget.value)} />
  return <TextInput {...props} onChange={(event) => setText(event.currentTarget.value)} />
}
