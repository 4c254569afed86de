import type { CellBinding } from '@percorso/contract'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useDocument, useOpenMap } from '../map-context.ts'
import classes from './panels.module.css'

/** The way to the people that a number was counted from. */
export function PeopleLinks({ binding }: { binding: CellBinding }) {
  const t = useTranslations('maps')
  const { touchpoints } = useOpenMap()
  const persona = useDocument('persona', (document) => document.persona)
  const question = useDocument('question', (document) => document.question)
  const segment = question ? question.segmentId : (persona.segmentId ?? undefined)
  if (binding.kind === 'conversion' || binding.kind === 'duration') {
    const stages = [binding.from, binding.to].map(([id]) => String(id))
    return (
      <Link to="/journeys" search={{ tab: 'funnel', stages, segment }}>
        {t('people')}
      </Link>
    )
  }
  if (binding.kind === 'mean') {
    return (
      <Link to="/journeys" search={{ steps: 'facts', segment }}>
        {t('people')}
      </Link>
    )
  }
  return (
    <ul className={classes.plain} aria-label={t('people')}>
      {binding.touchpoints.map((id) => (
        <li key={id}>
          <Link to="/touchpoints/$touchpointId" params={{ touchpointId: String(id) }} search={{ tab: 'people' }}>
            {t('people')}: <bdi>{touchpoints.get(id) ?? String(id)}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  )
}
