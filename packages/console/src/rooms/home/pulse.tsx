import type { Rule } from '@percorso/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Count } from '../../ui/count.tsx'
import { Tile, Tiles } from '../../ui/tiles.tsx'
import type { Home } from './home.ts'

/** The numbers since the last visit; each opens what it counts. */
export function Pulse({ home: { facts, people, rejected, since } }: { home: Home }) {
  const t = useTranslations('home')
  const cameAfter = { profile: 'firstSeen', op: 'after', value: since } as const
  return (
    <Tiles label={t('counted')}>
      <Tile name={t('facts')}>
        <Link to="/live">
          <Count of={facts} />
        </Link>
      </Tile>
      <Tile name={t('fresh')}>
        <People where={cameAfter}>
          <Bounded {...people.fresh} />
        </People>
      </Tile>
      <Tile name={t('returning')}>
        <People where={{ all: [{ profile: 'lastSeen', op: 'after', value: since }, { not: cameAfter }] }}>
          <Bounded {...people.returning} />
        </People>
      </Tile>
      <Tile name={t('rejected')}>
        <Link to="/rejected">
          <Count of={rejected} />
        </Link>
      </Tile>
    </Tiles>
  )
}

/** The way to the people whom a rule means. */
function People({ where, children }: { where: Rule; children: ReactNode }) {
  return (
    <Link to="/customers" search={{ filter: where }}>
      {children}
    </Link>
  )
}

function Bounded({ count, exact }: Home['people']['fresh']) {
  const t = useTranslations('home')
  if (exact) return <Count of={count} />
  return t.rich('moreThan', { count: () => <Count of={count} /> })
}
