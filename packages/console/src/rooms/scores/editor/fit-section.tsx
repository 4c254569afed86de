import { useTranslations } from 'use-intl'
import { newId } from './draft.ts'
import type { FitDraft } from './draft.ts'
import classes from './editor.module.css'
import { usePartList } from './part-list.ts'
import { PartHead, Parts } from './parts.tsx'
import type { SectionProps } from './section.tsx'
import { Section } from './section.tsx'
import { scoreLimits } from './problems.ts'
import { RuleEditor } from './rule-editor.tsx'
import { Wrong } from './wrong.tsx'

/** Who fits: conditions, each with what it is worth. */
export function FitSection({ draft, change, said }: SectionProps) {
  const t = useTranslations('scores.editor')
  const { replace, add, remove } = usePartList('fit', change)
  return (
    <Section title={t('fit')} hint={t('fitHint')}>
      <Parts
        parts={draft.fit}
        most={scoreLimits.conditions}
        addText={t('addCondition')}
        onAdd={() => add({ id: newId(), label: '', points: 10, where: undefined })}
        onRemove={remove}
      >
        {(part, shown) => <Condition part={part} said={said} onPart={replace} {...shown} />}
      </Parts>
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
  const texts = { points: t('points'), remove: t('removeCondition', { place: String(place) }) }
  return (
    <fieldset className={classes.part} aria-label={t('condition', { place: String(place) })}>
      <PartHead part={part} at={at} said={said} texts={texts} onPart={onPart} onRemove={onRemove} />
      <RuleEditor where={part.where} error={said(`${at}.rule`)} onWhere={(where) => onPart({ ...part, where })} />
    </fieldset>
  )
}
