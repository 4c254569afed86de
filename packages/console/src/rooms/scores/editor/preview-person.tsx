import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Name } from '../../../ui/name.tsx'
import { Points } from '../points.tsx'
import { ScoreLine } from '../score-line.tsx'
import type { Previewed } from '../score-types.ts'
import { counted } from './draft.ts'
import type { Draft } from './draft.ts'
import classes from './editor.module.css'

type PreviewPersonProps = {
  person: Previewed
  /** What was asked; left out while another draft is being asked: then points cannot be told apart. */
  draft: Draft | undefined
  onRemove: (() => void) | undefined
}

/** What the model says of somebody: score, grade, stage, and the points of each part. */
export function PreviewPerson({ person, draft, onRemove }: PreviewPersonProps) {
  const t = useTranslations('scores.preview')
  const { profileId, scored } = person
  const name = person.name ?? person.head.value
  return (
    <>
      <div className={classes.person}>
        <Link to="/profiles/$profileId" params={{ profileId }}>
          <Name>{name}</Name>
        </Link>
        {onRemove && (
          <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('remove', { name })} onClick={onRemove}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {scored ? <ScoreLine scored={scored} /> : <small className={classes.hint}>{t('notScored')}</small>}
      {scored && draft && <Parts person={person} draft={draft} />}
    </>
  )
}

/** The points of each part that gives or takes some. */
function Parts({ person: { fitPoints, rulePoints }, draft }: { person: Previewed; draft: Draft }) {
  const t = useTranslations('scores.preview')
  const { fit, rules } = counted(draft)
  const parts = [
    ...fit.map(({ id, label }, place) => ({ id, label, points: fitPoints[place] ?? 0 })),
    ...rules.map(({ id, label }, place) => ({ id, label, points: rulePoints[place] ?? 0 })),
  ]
  const given = parts.filter(({ points }) => points !== 0)
  if (given.length === 0) return null
  return (
    <details className={classes.points}>
      <summary>{t('parts', { n: given.length })}</summary>
      <ul>
        {given.map(({ id, label, points }) => (
          <li key={id}>
            <bdi>{label}</bdi>
            <Points of={points} />
          </li>
        ))}
      </ul>
    </details>
  )
}
