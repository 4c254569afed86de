import type { FoundFacts, TouchpointDiscovery, TouchpointDraft } from '@percorso/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Count, Share } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { MakeLink } from './make-link.tsx'
import { Suggestions } from './suggestions.tsx'
import classes from './touchpoints.module.css'

/** Facts that belong to no touchpoint yet, and touchpoints that they suggest. */
export function DiscoveryPart({ days }: { days: number }) {
  const t = useTranslations('touchpoints.discovery')
  const { data, error, refetch } = useQuery(api.touchpoints.discover.queryOptions({ input: { days }, placeholderData: keepPreviousData }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.facts === 0) return <NoFacts />
  return (
    <>
      {data.sampledShare < 1 && <p className={classes.hint}>{t('sampled', { share: data.sampledShare })}</p>}
      {data.suggestions.length > 0 && <Suggestions suggestions={data.suggestions} />}
      <h2 className={classes.heading}>{t('found')}</h2>
      <Found discovery={data} />
      {data.more && <p className={classes.hint}>{t('more')}</p>}
    </>
  )
}

function Found({ discovery }: { discovery: TouchpointDiscovery }) {
  const t = useTranslations('touchpoints.discovery')
  const columns = useColumns(discovery)
  return (
    <DataTable
      label={t('found')}
      columns={columns}
      rows={discovery.items}
      rowKey={({ type, name, path }) => `${type} ${path ?? name}`}
      empty={
        <Notice title={t('none')}>
          <NoticeText>{t('noneHint')}</NoticeText>
        </Notice>
      }
    />
  )
}

function NoFacts() {
  const t = useTranslations('touchpoints.discovery')
  return (
    <Notice title={t('noFacts')}>
      <NoticeText>{t('noFactsHint')}</NoticeText>
      <Link to="/sources">{t('sources')}</Link>
    </Notice>
  )
}

function useColumns({ people }: TouchpointDiscovery): Column<FoundFacts>[] {
  const t = useTranslations('touchpoints.discovery')
  const factType = useTranslations('facts')
  const { may } = useMe()
  const columns: Column<FoundFacts>[] = [
    {
      id: 'fact',
      title: t('fact'),
      width: 260,
      cell: ({ type, name, path }) => <Name>{`${path ?? name} (${factType(type as 'page')})`}</Name>,
    },
    { id: 'people', title: t('people'), width: 90, numeric: true, cell: (row) => <Count of={row.people} /> },
    { id: 'share', title: t('share'), width: 150, numeric: true, cell: (row) => <Share part={row.people} of={people} /> },
    { id: 'facts', title: t('facts'), width: 90, numeric: true, cell: ({ facts }) => <Count of={facts} /> },
    { id: 'lastSeen', title: t('lastSeen'), width: 130, cell: ({ lastSeen }) => <Moment at={lastSeen} as="ago" /> },
    { id: 'samples', title: t('samples'), width: 230, cell: ({ samples }) => <Name>{samples.join(' · ')}</Name> },
  ]
  return may('touchpoints.manage')
    ? [...columns, { id: 'make', title: t('make'), width: 160, cell: (row) => <MakeLink draft={draftOf(row)} /> }]
    : columns
}

function draftOf({ type, name, path, match }: FoundFacts): Partial<TouchpointDraft> {
  const channel = type === 'page' ? 'web' : type === 'screen' ? 'app' : 'other'
  return { name: (path === null || name !== 'page' ? name : path).slice(0, 100), channel, matches: [match] }
}
