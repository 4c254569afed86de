import type { LaneKind } from '@percorso/contract'
import { IconStarFilled } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { useCell, useOpenMap, useStep } from '../map-context.ts'
import { useKeyed } from '../model/keyed.ts'
import classes from '../maps.module.css'
import { EvidenceSign } from './evidence-sign.tsx'

type CellContentProps = { place: string; kind: LaneKind; step: string }

/** What a cell shows while nobody writes in it. */
export function CellContent({ place, kind, step }: CellContentProps) {
  const t = useTranslations('maps')
  const touch = useTranslations('touchpoints')
  const { measures } = useOpenMap()
  const cell = useCell(place)
  const measure = useKeyed(measures, place)
  return (
    <>
      {kind === 'touchpoints' && <Touchpoints step={step} />}
      {cell && (
        <>
          {cell.moment && (
            <span className={classes.moment}>
              <IconStarFilled size={12} aria-hidden /> {t('moment')}
            </span>
          )}
          {kind === 'owners' ? (
            <Chips names={cell.text.split(',').map((each) => each.trim())} />
          ) : (
            <bdi className={classes.text}>{cell.text}</bdi>
          )}
          <Chips
            names={[...cell.providers.map((each) => touch(`providers.${each}`)), ...cell.modules.map((each) => touch(`modules.${each}`))]}
          />
          <EvidenceSign cell={cell} measure={measure} />
        </>
      )}
    </>
  )
}

function Touchpoints({ step }: { step: string }) {
  const { touchpoints } = useOpenMap()
  const met = useStep(step)?.touchpoints ?? []
  return <Chips names={met.map((id) => touchpoints.get(id) ?? String(id))} />
}

function Chips({ names }: { names: string[] }) {
  const shown = names.filter((name) => name !== '')
  if (shown.length === 0) return null
  return (
    <span className={classes.chips}>
      {shown.map((name) => (
        <bdi key={name} className={classes.chip}>
          {name}
        </bdi>
      ))}
    </span>
  )
}
