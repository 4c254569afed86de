import { mapLimits } from '@percorso/contract/map-words'
import { IconArrowsShuffle, IconRepeat, IconCircleDashed } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { useLane, useOpenMap, useStage, useStep } from '../map-context.ts'
import { changed } from '../model/map-actions.ts'
import classes from '../maps.module.css'
import type { BlueprintLine } from './blueprint-lines.ts'
import { Marks } from './marks.tsx'
import { COLUMN } from './sizes.ts'
import { useFocusAt } from './use-focus-at.ts'
import { Writer } from './writer.tsx'

const NAME_MAX = 200

type StageHeadProps = { id: string; column: number; span: number }

/** A stage, above all of its steps. */
export const StageHead = memo(function StageHead({ id, column, span }: StageHeadProps) {
  const t = useTranslations('maps')
  const place = `stages/${id}`
  const stage = useStage(id)
  const { ref, mode } = useFocusAt<HTMLDivElement>(place)
  if (!stage) return null
  const name = t('stageName', { name: stage.name, phase: t(`phases.${stage.phase}`) })
  return (
    <div
      ref={ref}
      role="columnheader"
      className={classes.stage}
      tabIndex={mode ? 0 : -1}
      aria-colindex={column + 2}
      aria-colspan={span}
      aria-label={[name, ...(stage.order === 'any' ? [t('anyOrder')] : []), ...(stage.repeats ? [t('repeats')] : [])].join(', ')}
      data-place={place}
      data-phase={stage.phase}
      style={{ left: `calc(var(--names) + ${column * COLUMN}px)`, width: span * COLUMN }}
    >
      <span className={classes.stageName}>
        {mode === 'writing' ? <NameWriter place={place} label={name} name={stage.name} /> : <bdi>{stage.name}</bdi>}
        <small>{t(`phases.${stage.phase}`)}</small>
        {stage.order === 'any' && <IconArrowsShuffle size={13} aria-hidden />}
        {stage.repeats && <IconRepeat size={13} aria-hidden />}
        <Marks place={place} />
      </span>
    </div>
  )
})

/** A step, above what the lanes say of it. */
export const StepHead = memo(function StepHead({ id, column }: { id: string; column: number }) {
  const t = useTranslations('maps')
  const place = `steps/${id}`
  const step = useStep(id)
  const { ref, mode } = useFocusAt<HTMLDivElement>(place)
  if (!step) return null
  const signs = [
    ...(step.optional ? [t('optional')] : []),
    ...(step.repeats ? [t('repeats')] : []),
    ...(step.branch === '' ? [] : [t('branch', { name: step.branch })]),
  ]
  const name = [t('stepName', { name: step.name }), ...signs].join(', ')
  return (
    <div
      ref={ref}
      role="columnheader"
      className={classes.step}
      tabIndex={mode ? 0 : -1}
      aria-colindex={column + 2}
      aria-label={name}
      data-place={place}
      data-optional={step.optional || undefined}
      style={{ left: `calc(var(--names) + ${column * COLUMN}px)` }}
    >
      {mode === 'writing' ? <NameWriter place={place} label={name} name={step.name} /> : <bdi title={step.name}>{step.name}</bdi>}
      {signs.length > 0 && (
        <small className={classes.signs} aria-hidden>
          {step.optional && <IconCircleDashed size={13} />}
          {step.repeats && <IconRepeat size={13} />}
          {step.branch !== '' && <span className={classes.chip}>{step.branch}</span>}
        </small>
      )}
      <Marks place={place} />
    </div>
  )
})

type LaneHeadProps = { id: string; lines: readonly BlueprintLine[] | undefined }

/** A lane's name, with the line of the blueprint that runs above it. */
export const LaneHead = memo(function LaneHead({ id, lines }: LaneHeadProps) {
  const t = useTranslations('maps')
  const place = `lanes/${id}`
  const lane = useLane(id)
  const { ref, mode } = useFocusAt<HTMLDivElement>(place)
  if (!lane) return null
  const name = t('laneName', { name: lane.name })
  return (
    <div
      ref={ref}
      role="rowheader"
      className={classes.lane}
      tabIndex={mode ? 0 : -1}
      aria-colindex={1}
      aria-label={[...(lines ?? []).map((line) => t(`lines.${line}`)), name].join('; ')}
      data-place={place}
    >
      {lines && (
        <small className={classes.line} aria-hidden>
          {lines.map((line) => t(`lines.${line}`)).join(' · ')}
        </small>
      )}
      {mode === 'writing' ? <NameWriter place={place} label={name} name={lane.name} /> : <bdi>{lane.name}</bdi>}
      {lane.kind === 'emotion' && <Scale />}
      <Marks place={place} />
    </div>
  )
})

/** What the heights of a curve mean. */
function Scale() {
  const t = useTranslations('maps.emotions')
  return (
    <span className={classes.scale} aria-hidden>
      <span>+2 {t('p2')}</span>
      <span>−2 {t('m2')}</span>
    </span>
  )
}

function NameWriter({ place, label, name }: { place: string; label: string; name: string }) {
  const { store } = useOpenMap()
  return (
    <Writer
      place={place}
      label={label}
      text={name}
      max={Math.min(NAME_MAX, mapLimits.text)}
      onText={(text) => store.act(changed(store.document, place.split('/'), { name: text }))}
    />
  )
}
