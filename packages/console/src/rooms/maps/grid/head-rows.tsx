import { Button, VisuallyHidden } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { useOpenMap } from '../map-context.ts'
import classes from '../maps.module.css'
import type { Layout } from '../model/columns.ts'
import { useDeeds } from '../use-deeds.ts'
import { StageHead, StepHead } from './heads.tsx'
import type { SeenColumn } from './lane-row.tsx'
import { COLUMN } from './sizes.ts'

type HeadRowsProps = { layout: Layout; columns: readonly SeenColumn[] }

/** Stages, and below each its steps. */
export const HeadRows = memo(function HeadRows({ layout, columns }: HeadRowsProps) {
  const t = useTranslations('maps')
  const stages = layout.stages.map(({ id }) => {
    const first = layout.columns.findIndex(({ stage }) => stage.id === id)
    return { id, first, span: layout.columns.filter(({ stage }) => stage.id === id).length }
  })
  return (
    <thead className={classes.head}>
      <tr className={classes.stages} aria-rowindex={1}>
        <th className={classes.corner} aria-colindex={1}>
          <VisuallyHidden>{t('stagesAndSteps')}</VisuallyHidden>
        </th>
        {stages.map(({ id, first, span }) => (
          <StageHead key={id} id={id} column={first} span={span} />
        ))}
      </tr>
      <tr className={classes.steps} aria-rowindex={2}>
        <th className={classes.corner} aria-colindex={1}>
          <VisuallyHidden>{t('stagesAndSteps')}</VisuallyHidden>
        </th>
        {columns.map(({ step, column }) => (
          <StepHead key={step} id={step} column={column} />
        ))}
        {layout.columns.map(({ stage, step }, column) => !step && <FirstStep key={stage.id} stage={stage.id} column={column} />)}
      </tr>
    </thead>
  )
})

/** Where a stage has no step yet. */
function FirstStep({ stage, column }: { stage: string; column: number }) {
  const t = useTranslations('maps')
  const { active, readOnly } = useOpenMap()
  const deeds = useDeeds()
  if (readOnly) return null
  const begin = () => {
    active.go(`stages/${stage}`, { focus: false })
    deeds.addStep()
  }
  return (
    <td className={classes.first} aria-colindex={column + 2} style={{ left: `calc(var(--names) + ${column * COLUMN}px)` }}>
      <Button size="compact-xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={begin}>
        {t('newStep')}
      </Button>
    </td>
  )
}
