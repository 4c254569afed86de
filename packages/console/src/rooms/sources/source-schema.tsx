import { Badge, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { FactTypeBadge } from '../../facts/fact-type.tsx'
import { Count, Share } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { SourceSearch } from './source-search.ts'
import type { NameOfFacts, Property } from './source-types.ts'
import classes from './sources.module.css'

/** What a source really sends: the names of its facts, and what the facts of each name are made of. */
export function SourceSchema({ sourceId, search }: { sourceId: number; search: SourceSearch }) {
  const t = useTranslations('sources.schema')
  const { data, error, refetch } = useQuery(api.sources.names.queryOptions({ input: { sourceId } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.items.length === 0) {
    return (
      <Notice title={t('none')}>
        <NoticeText>{t('noneHint')}</NoticeText>
      </Notice>
    )
  }
  return (
    <>
      <Names sourceId={sourceId} names={data.items} search={search} />
      {!data.isWhole && <NoticeText>{t('more')}</NoticeText>}
      {search.name !== undefined && search.type !== undefined && <Properties sourceId={sourceId} type={search.type} name={search.name} />}
    </>
  )
}

function Names({ sourceId, names, search }: { sourceId: number; names: NameOfFacts[]; search: SourceSearch }) {
  const t = useTranslations('sources.schema')
  return (
    <ul className={classes.names} aria-label={t('names')}>
      {names.map(({ type, name, facts, firstAt, lastAt }) => (
        <li key={`${type} ${name}`}>
          <Link
            to="/sources/$sourceId"
            params={{ sourceId: String(sourceId) }}
            search={{ ...search, type, name }}
            className={classes.nameOfFacts}
            data-chosen={search.type === type && search.name === name}
          >
            <FactTypeBadge type={type} />
            <Name>{name}</Name>
            <span className={classes.count}>
              <Count of={facts} />
            </span>
            <small>
              <Moment at={firstAt} /> – <Moment at={lastAt} />
            </small>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Properties({ sourceId, type, name }: { sourceId: number; type: NameOfFacts['type']; name: string }) {
  const t = useTranslations('sources.schema')
  const { data, error, refetch } = useQuery(api.sources.schema.queryOptions({ input: { sourceId, type, name } }))
  const columns = useColumns(data?.looked ?? 0)
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <section aria-labelledby="properties">
      <Title order={2} size="h5" mt="lg" id="properties">
        <Name>{name}</Name>
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t(data.looked < data.of ? 'sample' : 'whole', { looked: data.looked, of: data.of })}
      </Text>
      <DataTable
        label={t('properties')}
        columns={columns}
        rows={data.properties}
        rowKey={({ path }) => path}
        empty={<Notice title={t('noProperties')} />}
      />
    </section>
  )
}

function useColumns(looked: number): Column<Property>[] {
  const t = useTranslations('sources.schema')
  return [
    { id: 'path', title: t('path'), width: 220, cell: ({ path }) => <Name>{path}</Name> },
    { id: 'types', title: t('types'), width: 240, cell: (property) => <Types property={property} /> },
    { id: 'share', title: t('share'), width: 150, numeric: true, cell: ({ facts }) => <Share part={facts} of={looked} /> },
    { id: 'samples', title: t('samples'), width: 420, cell: ({ samples }) => <Name>{samples.join('  ·  ')}</Name> },
  ]
}

function Types({ property: { types, drifts } }: { property: Property }) {
  const t = useTranslations('sources.schema')
  return (
    <>
      {types.map(({ type }) => t(`type.${type}`)).join(', ')}{' '}
      {drifts && (
        <Badge size="xs" color="orange" variant="light" tt="none" title={t('driftHint')}>
          {t('drift')}
        </Badge>
      )}
    </>
  )
}
