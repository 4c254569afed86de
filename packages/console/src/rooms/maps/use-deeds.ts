import type { LaneKind } from '@percorso/contract'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { toast } from '../../ui/toast.tsx'
import { useOpenMap } from './map-context.ts'
import { layoutOf, readPlace } from './model/columns.ts'
import { addLane, addStage, addStep, clearCell, move, remove, setCell } from './model/map-actions.ts'
import type { Kind } from './model/map-actions.ts'

export type Way = 'left' | 'right' | 'up' | 'down'

/** What can be done to the open map, from the place where the keyboard is: the same by keys, buttons and panels. */
export function useDeeds() {
  const t = useTranslations('maps')
  const { store, active } = useOpenMap()
  return useMemo(() => {
    const here = () => readPlace(active.place)
    const stepHere = () => (here()?.kind === 'steps' ? here()!.id : here()?.step)
    const laneHere = () => (here()?.kind === 'lanes' ? here()!.id : here()?.lane)
    const stageHere = () => (here()?.kind === 'stages' ? here()!.id : store.document.steps[stepHere() ?? '']?.stage)

    const deeds = {
      addStep: (): void => {
        const step = stepHere()
        const stage = stageHere() ?? layoutOf(store.document).stages.at(-1)?.id
        if (stage === undefined) return deeds.addStage()
        const { id, edits } = addStep(store.document, t('newStep'), step === undefined ? { stage } : { step })
        store.act(edits)
        active.go(`steps/${id}`, { mode: 'writing' })
      },
      addStage: (): void => {
        const { id, edits } = addStage(store.document, { stage: t('newStage'), step: t('newStep') }, stageHere())
        store.act(edits)
        active.go(`stages/${id}`, { mode: 'writing' })
      },
      addLane: (kind: LaneKind): void => {
        const { id, edits } = addLane(store.document, { name: t(`lanes.${kind}`), kind }, laneHere())
        store.act(edits)
        active.go(`lanes/${id}`, { mode: 'writing' })
      },
      /** Another one of what is here. */
      add: (): void => {
        const place = here()
        if (place?.kind === 'stages') deeds.addStage()
        else if (place?.kind === 'lanes') deeds.addLane(store.document.lanes[place.id]?.kind ?? 'notes')
        else deeds.addStep()
      },
      move: (way: Way): void => {
        const by = way === 'left' || way === 'up' ? -1 : 1
        const isDown = way === 'up' || way === 'down'
        const [kind, id] = isDown
          ? (['lanes', laneHere()] as const)
          : here()?.kind === 'stages'
            ? (['stages', here()!.id] as const)
            : (['steps', stepHere()] as const)
        if (id === undefined) return
        store.act(move(store.document, { kind, id }, by))
        active.go(active.place)
      },
      clear: (cell: string): void => {
        store.act(clearCell(store.document, cell))
      },
      remove: (kind: Kind, id: string): void => {
        store.act(remove(store.document, kind, id))
      },
      toggleMoment: (cell: string): void => {
        store.act(setCell(store.document, cell, { moment: !store.document.cells[cell]?.moment }))
      },
      undo: (): void => {
        if (!store.undo()) void toast({ message: t('notSame') })
      },
      redo: (): void => {
        if (!store.redo()) void toast({ message: t('changedSince') })
      },
    }
    return deeds
  }, [store, active, t])
}
