import type { LaneKind } from '@percorso/contract'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { toast } from '../../ui/toast.tsx'
import { useOpenMap } from './map-context.ts'
import type { OpenMap } from './map-context.ts'
import { layoutOf, readPlace } from './model/columns.ts'
import { addLane, addStage, addStep, clearCell, move, remove, setCell } from './model/map-actions.ts'
import type { Addition, Kind } from './model/map-actions.ts'

export type Way = 'left' | 'right' | 'up' | 'down'
type Say = ReturnType<typeof useTranslations<'maps'>>

/** What can be done to the open map, from the place where the keyboard is: the same by keys, buttons and panels. */
export function useDeeds() {
  const t = useTranslations('maps')
  const map = useOpenMap()
  return useMemo(() => ({ ...additions(map, t), ...changes(map, t) }), [map, t])
}

/** Of which stage, step and lane the place is where the keyboard is. */
function idsAt({ active, store }: OpenMap): { stage?: string | undefined; step?: string | undefined; lane?: string | undefined } {
  const place = readPlace(active.place)
  if (place?.kind === 'stages') return { stage: place.id }
  if (place?.kind === 'lanes') return { lane: place.id }
  const step = place?.kind === 'steps' ? place.id : place?.step
  return { step, lane: place?.lane, stage: store.document.steps[step ?? '']?.stage }
}

/** Something new is named at once. */
function additions(map: OpenMap, t: Say) {
  const { store, active } = map
  const put = (kind: Kind, { id, edits }: Addition) => {
    store.act(edits)
    active.go(`${kind}/${id}`, { mode: 'writing' })
  }
  const addNewStage = () => put('stages', addStage(store.document, { stage: t('newStage'), step: t('newStep') }, idsAt(map).stage))
  const addNewStep = () => {
    const { step, stage = layoutOf(store.document).stages.at(-1)?.id } = idsAt(map)
    if (stage === undefined) return addNewStage()
    put('steps', addStep(store.document, t('newStep'), step === undefined ? { stage } : { step }))
  }
  const addNewLane = (kind: LaneKind) => put('lanes', addLane(store.document, { name: t(`lanes.${kind}`), kind }, idsAt(map).lane))
  /** Another one of what is here; to a stage without steps its first. */
  const add = () => {
    const { kind, id } = readPlace(active.place) ?? {}
    const isEmpty = kind === 'stages' && !Object.values(store.document.steps).some(({ stage }) => stage === id)
    if (kind === 'stages' && !isEmpty) addNewStage()
    else if (kind === 'lanes') addNewLane(store.document.lanes[id ?? '']?.kind ?? 'notes')
    else addNewStep()
  }
  return { add, addStage: addNewStage, addStep: addNewStep, addLane: addNewLane }
}

function changes(map: OpenMap, t: Say) {
  const { store, active } = map
  return {
    /** Up and down the lane that is here; to the sides the stage, if it is one, or the step. */
    move: (way: Way): void => {
      const { stage, step, lane } = idsAt(map)
      const by = way === 'left' || way === 'up' ? -1 : 1
      const isLane = way === 'up' || way === 'down'
      const [kind, id] = isLane
        ? (['lanes', lane] as const)
        : step === undefined
          ? (['stages', stage] as const)
          : (['steps', step] as const)
      if (id === undefined) return
      store.act(move(store.document, { kind, id }, by))
      active.go(active.place)
    },
    clear: (cell: string): void => store.act(clearCell(store.document, cell)),
    remove: (kind: Kind, id: string): void => store.act(remove(store.document, kind, id)),
    toggleMoment: (cell: string): void => store.act(setCell(store.document, cell, { moment: !store.document.cells[cell]?.moment })),
    undo: (): void => {
      if (!store.undo()) void toast({ message: t('notSame') })
    },
    redo: (): void => {
      if (!store.redo()) void toast({ message: t('changedSince') })
    },
  }
}
