import { memo } from 'react'
import { useTranslations } from 'use-intl'
import classes from '../maps.module.css'
import type { Layout } from '../model/columns.ts'
import { StageHead, StepHead } from './heads.tsx'
import type { SeenColumn } from './lane-row.tsx'

type HeadRowsProps = { layout: Layout; columns: readonly SeenColumn[] }

/** Stages, and below each its steps. */
export const HeadRows = memo(function HeadRows({ layout, columns }: HeadRowsProps) {
  const t = useTranslations('maps')
  const stages = layout.stages.map(({ id }) => {
    const first = layout.columns.findIndex(({ stage }) => stage.id === id)
    return { id, first, span: layout.columns.filter(({ stage }) => stage.id === id).length }
  })
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" className={classes.stages} aria-rowindex={1}>
        <div role="columnheader" className={classes.corner} aria-colindex={1} aria-label={t('stagesAndSteps')} />
        {stages.map(({ id, first, span }) => (
          <StageHead key={id} id={id} column={first} span={span} />
        ))}
      </div>
      <div role="row" className={classes.steps} aria-rowindex={2}>
        <div role="columnheader" className={classes.corner} aria-colindex={1} aria-label={t('stagesAndSteps')} />
        {columns.map(({ step, column }) => (
          <StepHead key={step} id={step} column={column} />
        ))}
      </div>
    </div>
  )
})
