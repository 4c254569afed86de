import { Badge, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Name } from '../../ui/name.tsx'
import type { FactTrace } from './fact-trace.ts'
import classes from './trace.module.css'

type Identifier = FactTrace['identifiers'][number]

/** Whom a fact names, the foremost first, and whose each is today. */
export function IdentifierList({ identifiers }: { identifiers: Identifier[] }) {
  const t = useTranslations('live.trace')
  const [foremost] = identifiers
  return (
    <ul className={classes.list}>
      {identifiers.map((identifier) => (
        <li key={identifier.identifierId}>
          <Named identifier={identifier} />{' '}
          {identifier === foremost && (
            <Badge size="xs" variant="light" tt="none">
              {t('foremost')}
            </Badge>
          )}
          {identifier.profileId === null && <small> {t('notStored')}</small>}
        </li>
      ))}
    </ul>
  )
}

/** What this fact was the first to say: these two are one person. */
export function LinkList({ links }: { links: FactTrace['links'] }) {
  const t = useTranslations('live.trace')
  if (links.length === 0) return <Text size="sm">{t('noLinks')}</Text>
  return (
    <>
      <Text size="sm">{t('links', { count: links.length })}</Text>
      <ul className={classes.list}>
        {links.map(({ a, b, refused }) => (
          <li key={`${a.identifierId}${b.identifierId}`}>
            <Named identifier={a} /> = <Named identifier={b} />
            {refused !== null && <small> {t('refused', { why: refused })}</small>}
          </li>
        ))}
      </ul>
    </>
  )
}

export function TraitList({ traits }: { traits: FactTrace['applied']['traits'] }) {
  const t = useTranslations('live.trace')
  if (traits.length === 0) return null
  return (
    <ul className={classes.list}>
      {traits.map(({ key, standing }) => (
        <li key={key}>
          <Name>{key}</Name> <small>{t(standing ? 'standing' : 'overwritten')}</small>
        </li>
      ))}
    </ul>
  )
}

function Named({ identifier: { kind, value, profileId } }: { identifier: Identifier }) {
  const name = <Name>{value || '–'}</Name>
  return (
    <>
      <small>{kind}</small>{' '}
      {profileId === null ? (
        name
      ) : (
        <Link to="/profiles/$profileId" params={{ profileId }} className={classes.link}>
          {name}
        </Link>
      )}
    </>
  )
}
