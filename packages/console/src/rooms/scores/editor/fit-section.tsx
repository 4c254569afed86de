import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { newId } from './draft.ts'
import type { FitDraft } from './draft.ts'
import classes from './editor.module.css'
import { NumberInput } from './numbers.tsx'
import { usePartList } from './part-list.ts'
import type { SectionProps } from './section.tsx'
import { Section } from './section.tsx'
import { scoreLimits } from './problems.ts'
import { RuleEditor } from './rule-editor.tsx'
import { Wrong } from './wrong.tsx'

/** Who fits: conditions, each with what it is worth. */
export function FitSection({ draft, change, said }: SectionProps) {
  const t = useTranslations('scores.editor')
  const { replace, add, remove } = usePartList('fit', change)
  const adder = useRef<HTMLButtonElement>(null)
  return (
    <Section title={t('fit')} hint={t('fitHint')}>
      <ol className={classes.parts}>
        {draft.fit.map((part, place) => (
          <li key={part.id}>
            <Condition
              part={part}
              place={place + 1}
              said={said}
              onPart={replace}
              onRemove={() => {
                remove(part, place)
                adder.current?.focus()
              }}
            />
          </li>
        ))}
      </ol>
      <Button
        ref={adder}
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={draft.fit.length >= scoreLimits.conditions}
        onClick={() => add({ id: newId(), label: '', points: 10, where: undefined })}
      >
        {t('addCondition')}
      </Button>
      <Wrong>{said('parts')}</Wrong>
    </Section>
  )
}

type ConditionProps = {
  part: FitDraft
  place: number
  said: SectionProps['said']
  onPart: (part: FitDraft) => void
  onRemove: () => void
}

function Condition({ part, place, said, onPart, onRemove }: ConditionProps) {
  const t = useTranslations('scores.editor')
  const at = `fit.${part.id}`
  return (
    <fieldset className={classes.part} aria-label={t('condition', { place: String(place) })}>
      <div className={classes.head}>
        <TextInput
          size="xs"
          className={classes.label!}
          label={t('label')}
          value={part.label}
          maxLength={120}
          error={said(`${at}.label`)}
          onChange={(event) => onPart({ ...part, label: event.currentTarget.value })}
        />
        <NumberInput
          label={t('points')}
          value={part.points}
          error={said(`${at}.points`)}
          onValue={(points) => onPart({ ...part, points })}
        />
        <ActionIcon
          className={classes.aside!}
          variant="subtle"
          color="gray"
          aria-label={t('removeCondition', { place: String(place) })}
          onClick={onRemove}
        >
          <IconTrash size={15} aria-hidden />
        </ActionIcon>
      </div>
      <RuleEditor where={part.where} error={said(`${at}.rule`)} onWhere={(where) => onPart({ ...part, where })} />
    </fieldset>
  )
}
