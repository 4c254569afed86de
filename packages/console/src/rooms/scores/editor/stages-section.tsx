import { ActionIcon, Button, Group, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Choice } from '../../segments/builder/fields.tsx'
import { leadStages } from '../templates/stages.ts'
import { newId, stageDraft } from './draft.ts'
import type { StageDraft } from './draft.ts'
import classes from './editor.module.css'
import { NumberInput } from './numbers.tsx'
import { usePartList } from './part-list.ts'
import { scoreLimits } from './problems.ts'
import { RuleEditor } from './rule-editor.tsx'
import type { SectionProps } from './section.tsx'
import { Section } from './section.tsx'

/** How far somebody has come: stages in their order, each entered by score or by what is true. */
export function StagesSection({ draft, change, said }: SectionProps) {
  const t = useTranslations('scores.editor')
  const parts = usePartList('stages', change)
  const { stages } = draft
  const adder = useRef<HTMLButtonElement>(null)
  const remove = (stage: StageDraft, place: number) => {
    parts.remove(stage, place)
    adder.current?.focus()
  }
  return (
    <Section title={t('stages')} hint={t('stagesHint')}>
      <ol className={classes.parts}>
        {stages.map((stage, place) => (
          <li key={stage.id}>
            <Stage stage={stage} place={place} last={stages.length - 1} said={said} parts={{ ...parts, remove }} />
          </li>
        ))}
      </ol>
      <Group gap="xs">
        <Button
          ref={adder}
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={stages.length >= scoreLimits.stages}
          onClick={() => parts.add({ id: newId(), name: '', by: 'score', up: Number.NaN, down: Number.NaN })}
        >
          {t('addStage')}
        </Button>
        {stages.length === 0 && <DefaultStages change={change} />}
      </Group>
    </Section>
  )
}

function DefaultStages({ change }: Pick<SectionProps, 'change'>) {
  const t = useTranslations('scores.editor')
  const say = useTranslations('scores.labels')
  return (
    <Button size="compact-xs" variant="subtle" onClick={() => change((before) => ({ ...before, stages: leadStages(say).map(stageDraft) }))}>
      {t('leadStages')}
    </Button>
  )
}

type Parts = ReturnType<typeof usePartList<'stages'>>
type StageProps = { stage: StageDraft; place: number; last: number; said: SectionProps['said']; parts: Parts }

function Stage({ stage, place, last, said, parts }: StageProps) {
  const t = useTranslations('scores.editor')
  return (
    <fieldset className={classes.part} aria-label={t('stage', { place: String(place + 1) })}>
      <div className={classes.head}>
        <TextInput
          size="xs"
          className={classes.label!}
          label={t('stageName')}
          value={stage.name}
          maxLength={120}
          error={said(`stages.${stage.id}.name`)}
          onChange={(event) => parts.replace({ ...stage, name: event.currentTarget.value })}
        />
        <Order
          place={place}
          last={last}
          name={stage.name}
          onMove={(to) => parts.move(place, to)}
          onRemove={() => parts.remove(stage, place)}
        />
      </div>
      {place === 0 ? <p className={classes.hint}>{t('firstStage')}</p> : <Entry stage={stage} said={said} onStage={parts.replace} />}
    </fieldset>
  )
}

type OrderProps = { place: number; last: number; name: string; onMove: (to: number) => void; onRemove: () => void }

function Order({ place, last, name, onMove, onRemove }: OrderProps) {
  const t = useTranslations('scores.editor')
  const grey = { variant: 'subtle', color: 'gray' } as const
  return (
    <Group gap={2} wrap="nowrap" className={classes.aside!}>
      <ActionIcon {...grey} disabled={place === 0} aria-label={t('earlier', { name })} onClick={() => onMove(place - 1)}>
        <IconArrowUp size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon {...grey} disabled={place === last} aria-label={t('later', { name })} onClick={() => onMove(place + 1)}>
        <IconArrowDown size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon {...grey} aria-label={t('removeStage', { name })} onClick={onRemove}>
        <IconTrash size={15} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

type EntryProps = { stage: StageDraft; said: SectionProps['said']; onStage: (stage: StageDraft) => void }

/** When somebody is there: up and down are apart, so that nobody goes to and fro. */
function Entry({ stage, said, onStage }: EntryProps) {
  const t = useTranslations('scores.editor')
  const at = `stages.${stage.id}`
  return (
    <>
      <div className={classes.head}>
        <span className={classes.aside}>
          <Choice
            label={t('by')}
            value={stage.by}
            options={['score', 'rule']}
            name={(by) => t(`entered.${by}`)}
            onValue={(by) => onStage({ ...stage, by })}
          />
        </span>
        {stage.by === 'score' && (
          <>
            <NumberInput
              label={t('up')}
              value={stage.up}
              min={0}
              max={100}
              whole
              error={said(`${at}.up`)}
              onValue={(up) => onStage({ ...stage, up })}
            />
            <NumberInput
              label={t('down')}
              value={stage.down}
              min={0}
              max={100}
              whole
              error={said(`${at}.down`)}
              onValue={(down) => onStage({ ...stage, down })}
            />
          </>
        )}
      </div>
      {stage.by === 'rule' && (
        <RuleEditor where={stage.where} error={said(`${at}.rule`)} onWhere={(where) => onStage({ ...stage, where })} />
      )}
    </>
  )
}
