import type { KeyboardEvent } from 'react'
import type { OpenMap } from '../map-context.ts'
import { placeBeyond, readPlace } from '../model/columns.ts'
import type { Layout, Way } from '../model/columns.ts'
import type { useDeeds } from '../use-deeds.ts'

export type GridHands = {
  map: OpenMap
  layout: Layout
  deeds: ReturnType<typeof useDeeds>
  /** Asks before a stage, step or lane is deleted. */
  ask: (kind: 'stages' | 'steps' | 'lanes', id: string) => void
  showDetails: () => void
}

const arrows: Record<string, 'left' | 'right' | 'up' | 'down'> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** What a key does at the place where the keyboard is; true if it did something. */
export function pressKey(event: KeyboardEvent, hands: GridHands): boolean {
  const { active } = hands.map
  const way = wayOf(event)
  if (way !== undefined && !event.altKey) {
    active.go(placeBeyond(hands.layout, active.place, way))
    return true
  }
  if (event.key === 'Enter' && event.shiftKey) {
    hands.showDetails()
    return true
  }
  return !hands.map.readOnly && changeByKey(event, hands)
}

function wayOf({ key, ctrlKey }: KeyboardEvent): Way | undefined {
  if (key === 'Home') return ctrlKey ? 'start' : 'rowStart'
  if (key === 'End') return ctrlKey ? 'end' : 'rowEnd'
  return arrows[key]
}

function changeByKey(event: KeyboardEvent, { map: { active, store }, deeds, ask }: GridHands): boolean {
  const { key, altKey, ctrlKey, metaKey } = event
  const place = readPlace(active.place)
  if (!place) return false
  const arrow = arrows[key]
  const isText = key.length === 1 && !altKey && !ctrlKey && !metaKey
  if (altKey && arrow) deeds.move(arrow)
  else if (key === 'Insert' || key === '+') deeds.add()
  else if (key === 'Delete' || key === 'Backspace') {
    if (place.kind === 'cells') deeds.clear(place.id)
    else ask(place.kind, place.id)
  } else if (key === ' ' && store.document.lanes[place.lane ?? '']?.kind === 'moments') deeds.toggleMoment(place.id)
  else if (key === 'Enter' || key === 'F2') active.go(active.place, { mode: 'writing' })
  else if (isText && key !== ' ' && isWritable(place.lane, store.document.lanes)) active.go(active.place, { mode: 'writing', seed: key })
  else return false
  return true
}

/** What is drawn or chosen is not begun by a letter. */
function isWritable(lane: string | undefined, lanes: Record<string, { kind: string }>): boolean {
  return lane === undefined || !['emotion', 'touchpoints', 'providers', 'modules'].includes(lanes[lane]?.kind ?? '')
}
