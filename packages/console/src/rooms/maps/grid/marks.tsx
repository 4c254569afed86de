import { IconMessage } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { useOpenMap } from '../map-context.ts'
import { useKeyed } from '../model/keyed.ts'
import classes from '../maps.module.css'
import { hueOf, initialsOf } from './initials.ts'

/** Who else is at this place, and whether something is said about it. */
export function Marks({ place }: { place: string }) {
  const t = useTranslations('maps')
  const { present, comments } = useOpenMap()
  const others = useKeyed(present, place)
  const said = useKeyed(comments, place)
  if (!others && !said) return null
  return (
    <span className={classes.marks}>
      {said && (
        <span className={classes.said} title={t('comments.count', { n: said.length })}>
          <IconMessage size={13} aria-hidden /> {said.length}
        </span>
      )}
      {others?.map(({ userId, name }) => (
        <span key={userId} className={classes.who} data-hue={hueOf(userId)} title={name}>
          {initialsOf(name)}
        </span>
      ))}
    </span>
  )
}
