import { useTranslations } from 'use-intl'
import { FactFields } from '../../segments/builder/fact-fields.tsx'
import { Choice, DurationField, Word } from '../../segments/builder/fields.tsx'
import { newId } from './draft.ts'
import type { RuleDraft } from './draft.ts'
import classes from './editor.module.css'
import { NumberInput } from './numbers.tsx'
import { usePartList } from './part-list.ts'
import { PartHead, Parts } from './parts.tsx'
import { scoreLimits } from './problems.ts'
import type { SectionProps } from './section.tsx'
import { Section } from './section.tsx'
import { Wrong } from './wrong.tsx'

const NEW_HALF_LIFE_DAYS = 30

/** Who is engaged: what each fact gives, how fast it fades, and how much of it counts. */
export function EngagementSection({ draft, change, said }: SectionProps) {
  const t = useTranslations('scores.editor')
  const { replace, add, remove } = usePartList('rules', change)
  return (
    <Section title={t('engagement')} hint={t('engagementHint')}>
      <NumberInput
        label={t('target')}
        value={draft.target}
        error={said('target')}
        min={1}
        onValue={(target) => change((before) => ({ ...before, target }))}
      />
      <Parts
        parts={draft.rules}
        most={scoreLimits.rules}
        addText={t('addRule')}
        onAdd={() => add({ id: newId(), label: '', points: 5, facts: {}, halfLifeDays: NEW_HALF_LIFE_DAYS })}
        onRemove={remove}
      >
        {(part, shown) => <FactRule part={part} said={said} onPart={replace} {...shown} />}
      </Parts>
    </Section>
  )
}

type FactRuleProps = {
  part: RuleDraft
  place: number
  said: SectionProps['said']
  onPart: (part: RuleDraft) => void
  onRemove: () => void
}

function FactRule({ part, place, said, onPart, onRemove }: FactRuleProps) {
  const t = useTranslations('scores.editor')
  const at = `rules.${part.id}`
  const texts = { points: t('pointsEach'), remove: t('removeRule', { place: String(place) }) }
  return (
    <fieldset className={classes.part} aria-label={t('rule', { place: String(place) })}>
      <PartHead part={part} at={at} said={said} texts={texts} onPart={onPart} onRemove={onRemove} />
      <div className={classes.sentence}>
        <Word>{t('forEach')}</Word>
        <FactFields match={part.facts} onMatch={(facts) => onPart({ ...part, facts })} />
      </div>
      <Wrong>{said(`${at}.facts`)}</Wrong>
      <Fading part={part} said={said} onPart={onPart} />
    </fieldset>
  )
}

/** An empty field is no half-life, no cap. */
const orNothing = (value: number) => (Number.isNaN(value) ? undefined : value)

function Fading({ part, said, onPart }: Pick<FactRuleProps, 'part' | 'said' | 'onPart'>) {
  const t = useTranslations('scores.editor')
  const at = `rules.${part.id}`
  const { halfLifeDays, cap, coolDown } = part
  return (
    <>
      <div className={classes.head}>
        <NumberInput
          label={t('halfLife')}
          value={halfLifeDays}
          error={said(`${at}.halfLifeDays`)}
          min={0}
          onValue={(value) => onPart({ ...part, halfLifeDays: orNothing(value) })}
        />
        <NumberInput
          label={t('cap')}
          value={cap}
          error={said(`${at}.cap`)}
          min={0}
          onValue={(value) => onPart({ ...part, cap: orNothing(value) })}
        />
        <div className={classes.sentence}>
          <Choice
            label={t('coolDown')}
            value={coolDown ? 'one' : 'all'}
            options={['all', 'one']}
            name={(option) => t(`coolDowns.${option}`)}
            onValue={(option) => onPart({ ...part, coolDown: option === 'one' ? { n: 1, unit: 'days' } : undefined })}
          />
          {coolDown && <DurationField label={t('coolDown')} value={coolDown} onValue={(next) => onPart({ ...part, coolDown: next })} />}
        </div>
      </div>
      <Wrong>{said(`${at}.coolDown`)}</Wrong>
      {halfLifeDays === undefined && <p className={classes.hint}>{t('neverFades')}</p>}
    </>
  )
}
