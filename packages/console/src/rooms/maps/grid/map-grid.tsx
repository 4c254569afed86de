import { useEffect, useMemo, useState } from 'react'
import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react'
import { useTranslations } from 'use-intl'
import { useDocument, useMapLayout, useOpenMap } from '../map-context.ts'
import classes from '../maps.module.css'
import { layoutOf, placeAt, readPlace, seatOf } from '../model/columns.ts'
import type { Kind } from '../model/map-actions.ts'
import type { Layout } from '../model/columns.ts'
import { useDeeds } from '../use-deeds.ts'
import { AskRemove } from './ask-remove.tsx'
import { blueprintLanes, linesAbove } from './blueprint-lines.ts'
import { pressKey, write } from './grid-keys.ts'
import type { GridHands } from './grid-keys.ts'
import { HeadRows } from './head-rows.tsx'
import { LaneRow } from './lane-row.tsx'
import type { SeenColumn } from './lane-row.tsx'
import { COLUMN } from './sizes.ts'
import { useColumnsInSight } from './use-columns-in-sight.ts'
import { useHeights } from './use-heights.ts'

type MapGridProps = { blueprint: boolean; showDetails: () => void }

/** The map: stages and steps across, lanes down. It draws the columns in sight; each cell listens to what it shows itself. */
export function MapGrid({ blueprint, showDetails }: MapGridProps) {
  const t = useTranslations('maps')
  const map = useOpenMap()
  const layout = useShownLayout(blueprint)
  const name = useDocument('name', (document) => document.name)
  const heights = useHeights()
  const [asked, setAsked] = useState<{ kind: Kind; id: string }>()
  const hands = useHands({ map, layout, ask: (kind, id) => setAsked({ kind, id }), showDetails })
  const { box, look, columns } = useSeenColumns(layout)
  const lines = useMemo(() => linesAbove(layout.lanes), [layout])
  return (
    <>
      <div ref={box} className={classes.grid} onScroll={look}>
        <table
          {...hands}
          className={classes.sheet}
          aria-label={t('grid', { name })}
          aria-readonly={map.readOnly}
          aria-rowcount={layout.lanes.length + 2}
          aria-colcount={layout.columns.length + 1}
          style={{ width: `calc(var(--names) + ${layout.columns.length * COLUMN}px)` }}
        >
          <HeadRows layout={layout} columns={columns} />
          <tbody>
            {layout.lanes.map(({ id, kind }, row) => (
              <LaneRow key={id} id={id} kind={kind} row={row} height={heights[id] ?? 0} lines={lines[id]} columns={columns} />
            ))}
          </tbody>
        </table>
      </div>
      {asked && <AskRemove {...asked} onClose={() => setAsked(undefined)} />}
    </>
  )
} // prettier-ignore

/** A table that one moves through and edits by mouse and keys is a grid (WAI-ARIA Authoring Practices); its cells become the grid’s by that. */
function useHands(known: Omit<GridHands, 'deeds'>) {
  const deeds = useDeeds()
  const { active, readOnly } = known.map
  return {
    role: 'grid',
    tabIndex: -1,
    onClick: ({ target, detail }: MouseEvent) => {
      const place = (target as Element).closest<HTMLElement>('[data-place]')?.dataset['place']
      if (place === undefined || (target as Element).closest('textarea')) return
      if (detail > 1 && !readOnly) write({ ...known, deeds }, readPlace(place)!)
      else if (active.modeOf(place) === undefined) active.go(place)
    },
    onFocus: ({ target }: FocusEvent<HTMLElement>) => {
      const place = target.dataset['place']
      if (place !== undefined && active.modeOf(place) === undefined) active.go(place, { focus: false })
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if ((event.target as HTMLElement).dataset['place'] === undefined || !pressKey(event, { ...known, deeds })) return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

function useShownLayout(blueprint: boolean): Layout {
  const layout = useMapLayout()
  return useMemo(
    () => (blueprint ? { ...layout, lanes: layout.lanes.filter(({ kind }) => blueprintLanes.has(kind)) } : layout),
    [layout, blueprint],
  )
}

/** The columns that are drawn, and that the active one comes into sight when the keyboard goes there. */
function useSeenColumns(layout: Layout) {
  const { active, store } = useOpenMap()
  const { box, look, first, last } = useColumnsInSight(layout.columns.length)
  const steps = layout.columns.map(({ step }) => step?.id).join(' ')
  const columns = useMemo(() => {
    const seen = steps.split(' ').map((step, column): SeenColumn => ({ step, column }))
    return seen.slice(first, last).filter(({ step }) => step !== '')
  }, [steps, first, last])

  useEffect(() => {
    const follow = () => {
      const element = box.current
      const { row, column } = seatOf(layoutOf(store.document), active.place)
      if (!element || !active.wantsFocus || column < 0 || row === -1) return
      const names = element.querySelector<HTMLElement>('thead th')?.offsetWidth ?? 0
      const left = column * COLUMN
      if (left < element.scrollLeft) element.scrollLeft = left
      else if (left + COLUMN > element.scrollLeft + element.clientWidth - names)
        element.scrollLeft = left + COLUMN + names - element.clientWidth
      look()
    }
    return active.listen('', follow)
  }, [active, store, box, look])

  useEffect(() => {
    const { row, column } = seatOf(layout, active.place)
    // What the keyboard was at is gone, or not in this view: it begins at the first place again.
    if (placeAt(layout, row, column) !== active.place) active.go(placeAt(layout, 0, 0) ?? '', { focus: false })
  }, [active, layout])
  return { box, look, columns }
}
