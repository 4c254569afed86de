import { useRef } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useTranslations } from 'use-intl'
import { useCell, useOpenMap, useStep } from '../map-context.ts'
import type { Presence } from '../model/active.ts'
import { useKeyed } from '../model/keyed.ts'
import { setCell } from '../model/map-actions.ts'
import classes from '../maps.module.css'
import { EMOTION_MAX, emotionAt, feelsOf, yOf } from './emotion-scale.ts'
import { usePlaceWords } from './place-words.ts'

type EmotionPointProps = { place: string; step: string; mode: Presence | undefined }

const STEP = 0.5
const steps: Record<string, number> = { ArrowUp: STEP, ArrowRight: STEP, ArrowDown: -STEP, ArrowLeft: -STEP, PageUp: 1, PageDown: -1 }

/** A feeling, as a point of the lane's curve: dragged up and down, or moved by arrow keys once Enter was pressed. */
export function EmotionPoint({ place, step, mode }: EmotionPointProps) {
  const t = useTranslations('maps')
  const words = usePlaceWords()
  const { store, active, dragged, readOnly } = useOpenMap()
  const cell = useCell(place)
  const name = useStep(step)?.name ?? ''
  const shown = useKeyed(dragged, place) ?? cell?.emotion ?? null
  const isMoved = mode === 'writing' && !readOnly
  const value = shown ?? 0
  const set = (emotion: number) =>
    store.act(setCell(store.document, place, { emotion: Math.min(EMOTION_MAX, Math.max(-EMOTION_MAX, emotion)) }))
  const onKeyDown = useSliderKeys({ place, value, set })
  const drag = useDrag({ place, onEnd: set })
  if (shown === null && !isMoved) return null
  return (
    <span
      className={classes.point}
      style={{ top: yOf(value) }}
      data-feels={feelsOf(value)}
      {...(isMoved && {
        ref: takeKeys,
        role: 'slider',
        tabIndex: 0,
        'aria-label': t('feel', { step: name }),
        'aria-orientation': 'vertical' as const,
        'aria-valuemin': -EMOTION_MAX,
        'aria-valuemax': EMOTION_MAX,
        'aria-valuenow': value,
        onKeyDown,
        onBlur: () => active.modeOf(place) === 'writing' && active.go(place, { focus: false }),
      })}
      {...drag}
    >
      <span>{words.signed(value)}</span>
    </span>
  )
}

function useSliderKeys({ place, value, set }: { place: string; value: number; set: (emotion: number) => void }) {
  const { active } = useOpenMap()
  return (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Tab') return
    const by = steps[event.key]
    if (by !== undefined) set(value + by)
    else if (event.key === 'Home' || event.key === 'End') set(event.key === 'Home' ? -EMOTION_MAX : EMOTION_MAX)
    else if (event.key === 'Escape' || event.key === 'Enter') active.go(place)
    else return
    event.preventDefault()
  }
}

/** While it is dragged nothing is stored; where it is let go is one change. */
function useDrag({ place, onEnd }: { place: string; onEnd: (emotion: number) => void }) {
  const { readOnly, dragged } = useOpenMap()
  const at = useRef<number>(undefined)
  if (readOnly) return {}
  const read = (event: PointerEvent<HTMLElement>) =>
    emotionAt(event.clientY - event.currentTarget.parentElement!.getBoundingClientRect().top)
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => event.currentTarget.setPointerCapture(event.pointerId),
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
      at.current = read(event)
      dragged.replace(new Map([[place, at.current]]))
    },
    onPointerUp: () => {
      if (at.current !== undefined) onEnd(at.current)
      at.current = undefined
      dragged.replace(new Map())
    },
  }
}

const takeKeys = (element: HTMLElement | null) => element?.focus()
