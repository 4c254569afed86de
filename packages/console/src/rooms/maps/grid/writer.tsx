import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useOpenMap } from '../map-context.ts'
import { layoutOf, placeBeyond } from '../model/columns.ts'
import classes from '../maps.module.css'

type WriterProps = { place: string; label: string; text: string; max: number; onText: (text: string) => void; lines?: boolean }

/** A text being written where it stands. Enter and Tab keep it, so does going elsewhere; Escape leaves it as it was. */
export function Writer({ place, label, text: before, max, onText, lines = false }: WriterProps) {
  const { active, store } = useOpenMap()
  const field = useRef<HTMLTextAreaElement>(null)
  const isDone = useRef(false)
  const [text, setText] = useState(active.seed ?? before)
  useEffect(() => {
    const element = field.current
    element?.focus()
    if (active.seed === undefined && !lines) element?.select()
    else element?.setSelectionRange(element.value.length, element.value.length)
  }, [active, lines])

  const end = (keep: boolean, next?: string) => {
    if (isDone.current) return
    isDone.current = true
    const trimmed = text.trim()
    if (keep && trimmed !== before && (lines || trimmed !== '')) onText(trimmed)
    if (next !== undefined) active.go(next)
    else if (active.modeOf(place) === 'writing') active.go(place, { focus: false })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') end(false, place)
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      end(true, place)
    } else if (event.key === 'Tab') {
      event.preventDefault()
      end(true, placeBeyond(layoutOf(store.document), place, event.shiftKey ? 'left' : 'right'))
    }
  }
  return (
    <textarea
      ref={field}
      className={classes.writer}
      aria-label={label}
      value={text}
      maxLength={max}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(true)}
    />
  )
}
