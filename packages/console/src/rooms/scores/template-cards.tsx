import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { templateNames } from './scores-search.ts'
import classes from './scores.module.css'
import { templates } from './templates/templates.ts'

/** The models that come with Percorso: each opens in the editor, to be made one's own. */
export function TemplateCards() {
  const t = useTranslations('scores')
  const say = useTranslations('scores.labels')
  return (
    <ul className={classes.cards} aria-label={t('fromTemplate')}>
      {templateNames.map((template) => {
        const { fit, engagement } = templates[template](say)
        return (
          <li key={template}>
            <Link to="/scores/new" search={{ template }}>
              {t(`templates.${template}.name`)}
            </Link>
            <p>{t(`templates.${template}.what`)}</p>
            <small>{t('partsOf', { fit: fit.length, engagement: engagement.rules.length })}</small>
          </li>
        )
      })}
    </ul>
  )
}
