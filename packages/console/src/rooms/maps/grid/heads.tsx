import { VisuallyHidden } from '@mantine/core'
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
  const { ref, mode } = useFocusAt<HTMLTableCellElement>(place)
  if (!stage) return null
  const signs = [...(stage.order === 'any' ? [t('anyOrder')] : []), ...(stage.repeats ? [t('repeats')] : [])]
  const name = [t('stageName', { name: stage.name, phase: t(`phases.${stage.phase}`) }), ...signs].join(', ')
  return (
    <th
      ref={ref}
      scope="col"
      className={classes.stage}
      tabIndex={mode ? 0 : -1}
      aria-colindex={column + 2}
      colSpan={span}
      data-place={place}
      data-phase={stage.phase}
      style={{ left: `calc(var(--names) + ${column * COLUMN}px)`, width: span * COLUMN }}
    >
      <span className={classes.stageName}>
        <Named place={place} label={name} name={stage.name} isWriting={mode === 'writing'} />
        <small aria-hidden>{t(`phases.${stage.phase}`)}</small>
        {stage.order === 'any' && <IconArrowsShuffle size={13} aria-hidden />}
        {stage.repeats && <IconRepeat size={13} aria-hidden />}
        <Marks place={place} />
      </span>
    </th>
  )
})

/** A step, above what the lanes say of it. */
export const StepHead = memo(function StepHead({ id, column }: { id: string; column: number }) {
  const t = useTranslations('maps')
  const place = `steps/${id}`
  const step = useStep(id)
  const { ref, mode } = useFocusAt<HTMLTableCellElement>(place)
  if (!step) return null
  const signs = [
    ...(step.optional ? [t('optional')] : []),
    ...(step.repeats ? [t('repeats')] : []),
    ...(step.branch === '' ? [] : [t('branch', { name: step.branch })]),
  ]
  const name = [t('stepName', { name: step.name }), ...signs].join(', ')
  return (
    <th
      ref={ref}
      scope="col"
      className={classes.step}
      tabIndex={mode ? 0 : -1}
      aria-colindex={column + 2}
      data-place={place}
      data-optional={step.optional || undefined}
      style={{ left: `calc(var(--names) + ${column * COLUMN}px)` }}
    >
      <Named place={place} label={name} name={step.name} isWriting={mode === 'writing'} />
      {signs.length > 0 && (
        <small className={classes.signs} aria-hidden>
          {step.optional && <IconCircleDashed size={13} />}
          {step.repeats && <IconRepeat size={13} />}
          {step.branch !== '' && <span className={classes.chip}>{step.branch}</span>}
        </small>
      )}
      <Marks place={place} />
    </th>
  )
})

type LaneHeadProps = { id: string; lines: readonly BlueprintLine[] | undefined }

/** A lane's name, with the line of the blueprint that runs above it. */
export const LaneHead = memo(function LaneHead({ id, lines }: LaneHeadProps) {
  const t = useTranslations('maps')
  const place = `lanes/${id}`
  const lane = useLane(id)
  const { ref, mode } = useFocusAt<HTMLTableCellElement>(place)
  if (!lane) return null
  const name = [...(lines ?? []).map((line) => t(`lines.${line}`)), t('laneName', { name: lane.name })].join('; ')
  return (
    <th ref={ref} scope="row" className={classes.lane} tabIndex={mode ? 0 : -1} aria-colindex={1} data-place={place}>
      {lines && (
        <small className={classes.line} aria-hidden>
          {lines.map((line) => t(`lines.${line}`)).join(' · ')}
        </small>
      )}
      <Named place={place} label={name} name={lane.name} isWriting={mode === 'writing'} />
      {lane.kind === 'emotion' && <Scale />}
      <Marks place={place} />
    </th>
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

type NamedProps = { place: string; label: string; name: string; isWriting: boolean }

/** The name for those who see and, with all that is to know of the place, for those who listen; or the name being written. */
function Named({ place, label, name, isWriting }: NamedProps) {
  const { store } = useOpenMap()
  if (!isWriting) {
    return (
      <>
        <VisuallyHidden>{label}</VisuallyHidden>
        <bdi title={name} aria-hidden>
          {name}
        </bdi>
      </>
    )
  }
  const onText = (text: string) => store.act(changed(store.document, place.split('/'), { name: text }))
  return <Writer place={place} label={label} text={name} max={NAME_MAX} onText={onText} />
}
