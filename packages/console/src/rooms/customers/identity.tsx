import { Button, Checkbox, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useSourceName } from '../../facts/source-name.tsx'
import { useMe } from '../../shell/me.ts'
import { Count } from '../../ui/count.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { IdentityGraph } from './identity-graph.tsx'
import { pathBetween } from './identity-path.ts'
import { useKindName } from './kind-name.ts'
import { Panel } from './panel.tsx'
import type { Identifier, Profile, ShownLink } from './profile.ts'
import classes from './profile.module.css'
import { UndoMerge } from './undo-merge.tsx'

const SHOWN_AT_FIRST = 25

/** What this person goes by, and why that is one person: choose two to see what links them. */
export function Identity({ profile }: { profile: Profile }) {
  const t = useTranslations('customers.identity')
  const ui = useTranslations('ui')
  const { data: links = [] } = useQuery(api.profiles.links.queryOptions({ input: { profileId: profile.profileId } }))
  const [chosen, setChosen] = useState<string[]>([])
  const [shown, setShown] = useState(SHOWN_AT_FIRST)
  const { identifiers } = profile
  const pair = chosen.length === 2 ? (chosen as [string, string]) : undefined
  const path = pair && pathBetween(links, pair)
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id].slice(-2)))
  return (
    <Panel title={t('title')} count={identifiers.length}>
      {links.length > 0 && (
        <IdentityGraph
          label={t('graph')}
          identifiers={identifiers}
          links={links}
          marked={new Set(path?.map(({ messageId }) => messageId))}
        />
      )}
      <ul className={classes.entries}>
        {identifiers.slice(0, shown).map((identifier) => (
          <IdentifierEntry
            key={identifier.identifierId}
            identifier={identifier}
            {...(identifiers.length > 1 && {
              checked: chosen.includes(identifier.identifierId),
              onToggle: () => toggle(identifier.identifierId),
            })}
          />
        ))}
      </ul>
      {identifiers.length > shown && (
        <Button size="compact-xs" variant="subtle" onClick={() => setShown(shown * 4)}>
          {ui('moreOf', { shown, size: identifiers.length })}
        </Button>
      )}
      {identifiers.length > 1 && (pair ? <Why path={path} /> : <Hint text={t('choose')} />)}
      <Refused links={links} />
    </Panel>
  )
}

type IdentifierEntryProps = { identifier: Identifier; checked?: boolean; onToggle?: () => void }

function IdentifierEntry({ identifier: { kind, value, facts, firstSeen, lastSeen }, checked = false, onToggle }: IdentifierEntryProps) {
  const kindName = useKindName()
  const t = useTranslations('customers')
  return (
    <li>
      <div className={classes.entry}>
        <span className={classes.key}>{kindName(kind)}</span>
        <span className={classes.value}>
          <Name>{value}</Name>
        </span>
        {onToggle && (
          <Checkbox className={classes.edit} size="xs" aria-label={`${kindName(kind)} ${value}`} checked={checked} onChange={onToggle} />
        )}
      </div>
      <div className={classes.origin}>
        <Count of={facts} /> {t('facts')}
        {firstSeen && lastSeen && (
          <>
            {' · '}
            <Moment at={firstSeen} /> – <Moment at={lastSeen} />
          </>
        )}
      </div>
    </li>
  )
}

/** The chain of facts between two identifiers, each with the way to take it back. */
function Why({ path }: { path: ShownLink[] | undefined }) {
  const t = useTranslations('customers.identity')
  if (!path) return <Hint text={t('apart')} />
  return (
    <ol className={classes.steps} aria-label={t('why')}>
      {path.map((link) => (
        <Step key={link.messageId} link={link} />
      ))}
    </ol>
  )
}

function Step({ link }: { link: ShownLink }) {
  const t = useTranslations('customers.identity')
  const sourceName = useSourceName()
  const { may } = useMe()
  const [undoing, setUndoing] = useState(false)
  const { a, b, firstAt, sourceId, messageId } = link
  const ends = { a: a.value.slice(0, 80), b: b.value.slice(0, 80) }
  return (
    <li>
      <Text size="sm" className={classes.value}>
        {messageId.startsWith('by-hand-') ? t('byHand', ends) : t('step', ends)}
      </Text>
      <span className={classes.origin}>
        {sourceName(sourceId)} · <Moment at={firstAt} />
      </span>
      {may('people.edit') && (
        <Button size="compact-xs" variant="subtle" onClick={() => setUndoing(true)}>
          {t('undo')}
        </Button>
      )}
      {undoing && <UndoMerge link={link} onClose={() => setUndoing(false)} />}
    </li>
  )
}

/** What might have joined somebody else, and why it did not. */
function Refused({ links }: { links: ShownLink[] }) {
  const t = useTranslations('customers.identity')
  const refused = links.filter((link) => link.refused !== null)
  if (refused.length === 0) return null
  return (
    <ul className={classes.entries}>
      {refused.slice(0, SHOWN_AT_FIRST).map(({ a, b, messageId, refused: reason }) => (
        <li key={`${messageId} ${a.identifierId} ${b.identifierId}`}>
          <Name>{`${a.value} – ${b.value}`}</Name>
          <div className={classes.origin}>{t('refused', { reason: t(`reasons.${reason as 'kept-apart'}`) })}</div>
        </li>
      ))}
    </ul>
  )
}

function Hint({ text }: { text: string }) {
  return (
    <Text size="xs" c="dimmed" mt="xs">
      {text}
    </Text>
  )
}
