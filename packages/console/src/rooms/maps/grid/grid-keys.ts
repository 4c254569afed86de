import type { KeyboardEvent } from 'react'
import type { OpenMap } from '../map-context.ts'
import { placeBeyond, readPlace } from '../model/columns.ts'
import type { Layout, Place, Way } from '../model/columns.ts'
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

function changeByKey(event: KeyboardEvent, hands: GridHands): boolean {
  const { active, store } = hands.map
  const place = readPlace(active.place)
  if (!place) return false
  const arrow = arrows[event.key]
  if (arrow) hands.deeds.move(arrow)
  else if (event.key in deedKeys) deedKeys[event.key]!(hands, place)
  else if (event.key === ' ' && store.document.lanes[place.lane ?? '']?.kind === 'moments') hands.deeds.toggleMoment(place.id)
  else if (isLetter(event) && isWritable(place.lane, store.document.lanes)) active.go(active.place, { mode: 'writing', seed: event.key })
  else return false
  return true
}

/** Begins to write at the place, or opens the panel where it is chosen what stands there. */
export function write({ map: { active, store }, showDetails }: GridHands, { lane }: Place): void {
  const kind = store.document.lanes[lane ?? '']?.kind
  if (kind === 'touchpoints' || kind === 'providers' || kind === 'modules') showDetails()
  else active.go(active.place, { mode: 'writing' })
}
const add = ({ deeds }: GridHands) => deeds.add()
const take = ({ deeds, ask }: GridHands, place: Place) => (place.kind === 'cells' ? deeds.clear(place.id) : ask(place.kind, place.id))

const deedKeys: Record<string, (hands: GridHands, place: Place) => void> = {
  Enter: write,
  F2: write,
  Insert: add,
  '+': add,
  Delete: take,
  Backspace: take,
}

function isLetter({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key.length === 1 && key !== ' ' && !altKey && !ctrlKey && !metaKey
}

/** What is drawn or chosen is not begun by a letter. */
function isWritable(lane: string | undefined, lanes: Record<string, { kind: string }>): boolean {
  return lane === undefined || !['emotion', 'touchpoints', 'providers', 'modules'].includes(lanes[lane]?.kind ?? '')
}
