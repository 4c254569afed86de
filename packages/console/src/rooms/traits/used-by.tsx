import { Link } from '@tanstack/react-router'
import type { LinkProps } from '@tanstack/react-router'
import { Fragment } from 'react'
import { Name } from '../../ui/name.tsx'

type User = { kind: 'segment' | 'trait' | 'model'; id: number; name: string }

/** What asks for something that is defined: each leads to where it can be changed. */
export function UsedBy({ users }: { users: User[] }) {
  if (users.length === 0) return '–'
  return users.map((user, place) => (
    <Fragment key={`${user.kind} ${user.id}`}>
      {place > 0 && ', '}
      <UserLink user={user} />
    </Fragment>
  ))
}

function UserLink({ user: { kind, id, name } }: { user: User }) {
  const address = {
    segment: { to: '/segments/$segmentId', params: { segmentId: String(id) } },
    model: { to: '/scores/$modelId', params: { modelId: String(id) } },
    trait: { to: '/traits', search: { trait: id } },
  } as const satisfies Record<User['kind'], LinkProps>
  return (
    <Link {...(address[kind] as LinkProps)}>
      <Name>{name}</Name>
    </Link>
  )
}
