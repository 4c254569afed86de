import { useTranslations } from 'use-intl'
import { Choice } from '../../segments/builder/fields.tsx'
import classes from './editor.module.css'
import { RuleEditor } from './rule-editor.tsx'
import type { SectionProps } from './section.tsx'
import { Section } from './section.tsx'

/** Who is scored at all. */
export function WhoSection({ draft: { who, whoWhere }, change, said }: SectionProps) {
  const t = useTranslations('scores.editor')
  return (
    <Section title={t('who')} hint={t('whoHint')}>
      <div className={classes.sentence}>
        <Choice
          label={t('who')}
          value={who}
          options={['everybody', 'rule']}
          name={(option) => t(`whoIs.${option}`)}
          onValue={(next) => change((before) => ({ ...before, who: next }))}
        />
      </div>
      {who === 'rule' && (
        <RuleEditor where={whoWhere} error={said('who')} onWhere={(where) => change((before) => ({ ...before, whoWhere: where }))} />
      )}
    </Section>
  )
}
