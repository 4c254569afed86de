import { ActionIcon, Button, Checkbox, MultiSelect } from '@mantine/core'
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import classes from './journeys.module.css'
import { STAGES_MAX } from './journeys-search.ts'
import type { FunnelStage } from './journeys-search.ts'
import { useSteps } from './use-steps.ts'

type FunnelStagesProps = { stages: FunnelStage[]; onStages: (stages: FunnelStage[]) => void }

/** The stages of a funnel, in order: by which steps each is reached, and whether it may be left out. */
export function FunnelStages({ stages, onStages }: FunnelStagesProps) {
  const t = useTranslations('journeys.funnel')
  const shown = stages.length === 0 ? [{ steps: [] }] : stages
  const set = (place: number, stage: FunnelStage) => onStages(shown.with(place, stage))
  return (
    <div className={classes.stages}>
      <ol>
        {shown.map((stage, place) => (
          <li key={place}>
            <StageFields stage={stage} place={place} onStage={(next) => set(place, next)} />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('earlier', { n: place + 1 })}
              disabled={place === 0}
              onClick={() => onStages(swapped(shown, place))}
            >
              <IconArrowUp size={15} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('leaveOut', { n: place + 1 })}
              onClick={() => onStages(shown.toSpliced(place, 1))}
            >
              <IconX size={15} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={shown.length >= STAGES_MAX}
        onClick={() => onStages([...shown, { steps: [] }])}
      >
        {t('addStage')}
      </Button>
    </div>
  )
}

/** The first stage is never left out: with it a funnel begins. */
function swapped(stages: FunnelStage[], place: number): FunnelStage[] {
  const [before, stage] = [stages[place - 1]!, stages[place]!]
  const next = stages.with(place - 1, stage).with(place, before)
  return next.with(0, { steps: next[0]!.steps })
}

type StageFieldsProps = { stage: FunnelStage; place: number; onStage: (stage: FunnelStage) => void }

function StageFields({ stage: { steps, optional }, place, onStage }: StageFieldsProps) {
  const t = useTranslations('journeys.funnel')
  const choices = useSteps()
  return (
    <>
      <MultiSelect
        size="xs"
        className={classes.stageSteps!}
        aria-label={t('stageSteps', { n: place + 1 })}
        placeholder={steps.length === 0 ? t('chooseSteps') : t('or')}
        data={choices}
        value={steps}
        searchable
        onChange={(next) => onStage({ steps: next, ...(optional && { optional }) })}
      />
      {place > 0 && (
        <Checkbox
          size="xs"
          label={t('optional')}
          checked={optional === true}
          onChange={(event) => onStage({ steps, ...(event.currentTarget.checked && { optional: true as const }) })}
        />
      )}
    </>
  )
}
