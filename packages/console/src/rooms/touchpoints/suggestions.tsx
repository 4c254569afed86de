import type { TouchpointSuggestion } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import { Name } from '../../ui/name.tsx'
import { MakeLink } from './make-link.tsx'
import classes from './touchpoints.module.css'
import { useMatchText } from './use-match-text.ts'

/** Touchpoints that could be made of what is not mapped yet, those that most people meet first. */
export function Suggestions({ suggestions }: { suggestions: TouchpointSuggestion[] }) {
  const t = useTranslations('touchpoints')
  return (
    <section aria-labelledby="suggestions">
      <h2 id="suggestions" className={classes.heading}>
        {t('discovery.suggestions')}
      </h2>
      <p className={classes.hint}>{t('discovery.suggestionsHint')}</p>
      <ul className={classes.suggestions}>
        {suggestions.map((suggestion) => (
          <li key={suggestion.draft.name}>
            <Suggestion suggestion={suggestion} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Suggestion({ suggestion: { draft, because, kinds, people, facts } }: { suggestion: TouchpointSuggestion }) {
  const t = useTranslations('touchpoints')
  const { may } = useMe()
  const matchText = useMatchText()
  return (
    <article className={classes.card}>
      <h3>
        <Name>{draft.name}</Name>
        {may('touchpoints.manage') && <MakeLink draft={draft} />}
      </h3>
      <p className={classes.marks}>
        {t(`channels.${draft.channel}`)} · {t(`stages.${draft.stage}`)} · {t(`discovery.because.${because}`, { n: kinds })}
      </p>
      <p className={classes.marks}>
        <Name>{matchText(draft.matches)}</Name>
      </p>
      <p className={classes.met}>{t('met', { people, facts })}</p>
    </article>
  )
}
