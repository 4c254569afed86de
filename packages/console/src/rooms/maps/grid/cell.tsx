import { VisuallyHidden } from '@mantine/core'
import type { LaneKind, MapCell } from '@percorso/contract'
import { cellKey, mapLimits } from '@percorso/contract/map-words'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { useCell, useLane, useOpenMap, useStep } from '../map-context.ts'
import { useKeyed } from '../model/keyed.ts'
import { setCell } from '../model/map-actions.ts'
import classes from '../maps.module.css'
import { CellContent } from './cell-content.tsx'
import { EmotionPoint } from './emotion-point.tsx'
import { Marks } from './marks.tsx'
import { usePlaceWords } from './place-words.ts'
import { COLUMN } from './sizes.ts'
import { useFocusAt } from './use-focus-at.ts'
import { Writer } from './writer.tsx'

type CellProps = { lane: string; kind: LaneKind; step: string; column: number }

/** What a lane says of a step. It draws itself anew only when that changes, or the keyboard comes or goes. */
export const Cell = memo(function Cell({ lane, kind, step, column }: CellProps) {
  const place = cellKey(lane, step)
  const { store } = useOpenMap()
  const cell = useCell(place)
  const { ref, mode } = useFocusAt<HTMLTableCellElement>(place)
  const name = useCellName({ lane, kind, step, cell })
  return (
    <td
      ref={ref}
      className={classes.cell}
      tabIndex={mode ? 0 : -1}
      aria-colindex={column + 2}
      data-place={place}
      data-kind={kind}
      data-moment={cell?.moment || undefined}
      style={{ left: `calc(var(--names) + ${column * COLUMN}px)` }}
    >
      {mode === 'writing' && isWritten(kind) && kind !== 'emotion' ? (
        <Writer
          place={place}
          label={name}
          text={cell?.text ?? ''}
          max={mapLimits.text}
          lines
          onText={(text) => store.act(setCell(store.document, place, { text }))}
        />
      ) : (
        <>
          <VisuallyHidden>{name}</VisuallyHidden>
          {kind === 'emotion' ? (
            <EmotionPoint place={place} step={step} mode={mode} />
          ) : (
            <span className={classes.shownOf} aria-hidden>
              <CellContent place={place} kind={kind} step={step} />
            </span>
          )}
        </>
      )}
      <Marks place={place} />
    </td>
  )
})

/** What is chosen from a list is chosen in the panel. */
function isWritten(kind: LaneKind): boolean {
  return kind !== 'touchpoints' && kind !== 'providers' && kind !== 'modules'
}

function useCellName({ lane, kind, step, cell }: Omit<CellProps, 'column'> & { cell: MapCell | undefined }): string {
  const t = useTranslations('maps')
  const words = usePlaceWords()
  const { measures, touchpoints } = useOpenMap()
  const measure = useKeyed(measures, cellKey(lane, step))
  const { name = '', touchpoints: met = [] } = useStep(step) ?? {}
  const names = kind === 'touchpoints' ? met.map((id) => touchpoints.get(id) ?? String(id)) : []
  return t('cell', { lane: useLane(lane)?.name ?? '', step: name, what: words.content(cell, { measure, touchpoints: names }) })
}
