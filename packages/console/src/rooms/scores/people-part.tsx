import { NativeSelect } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { DIGITS, LETTERS } from './score-types.ts'
import type { Model, ScoredPerson } from './score-types.ts'
import type { ModelSearch } from './scores-search.ts'

const PAGE = 100
const GRADES = LETTERS.flatMap((letter) => DIGITS.map((digit) => letter + digit))

type PeoplePartProps = {
  model: Model
  grade: string | undefined
  stage: string | undefined
  onSearch: (part: ModelSearch) => void
}

/** Who has a grade or is at a stage, the highest score first. */
export function PeoplePart({ model, grade, stage, onSearch }: PeoplePartProps) {
  const t = useTranslations('scores.people')
  const { modelId } = model
  const columns = useColumns(model)
  const narrowed = { ...(grade !== undefined && { grade }), ...(stage !== undefined && { stage }) }
  const list = useInfiniteQuery(
    api.scores.people.infiniteOptions({
      input: (cursor: string | undefined) => ({ modelId, limit: PAGE, ...narrowed, ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  )
  const isNarrow = grade !== undefined || stage !== undefined
  return (
    <>
      <Filters model={model} grade={grade} stage={stage} onSearch={onSearch} />
      {list.error && !list.data ? (
        <Problem error={list.error} retry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
          rowKey={({ profileId }) => profileId}
          link={({ profileId }) => ({ to: '/profiles/$profileId', params: { profileId } })}
          more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
          loading={list.isPending}
          empty={<Notice title={t(isNarrow ? 'noneSuch' : 'none')} />}
        />
      )}
    </>
  )
}

function Filters({ model, grade, stage, onSearch }: PeoplePartProps) {
  const t = useTranslations('scores')
  const { stages } = model.model
  const clear = grade === undefined && stage === undefined ? undefined : () => onSearch({ grade: undefined, stage: undefined })
  return (
    <FilterBar clear={clear}>
      <NativeSelect
        size="xs"
        aria-label={t('grade')}
        value={grade ?? ''}
        data={[{ value: '', label: t('people.anyGrade') }, ...GRADES]}
        onChange={({ currentTarget: { value } }) => onSearch({ grade: value === '' ? undefined : value })}
      />
      {stages.length > 0 && (
        <NativeSelect
          size="xs"
          aria-label={t('stage')}
          value={stage ?? ''}
          data={[{ value: '', label: t('people.anyStage') }, ...stages.map(({ name }) => name)]}
          onChange={({ currentTarget: { value } }) => onSearch({ stage: value === '' ? undefined : value })}
        />
      )}
    </FilterBar>
  )
}

function useColumns({ modelId }: Model): Column<ScoredPerson>[] {
  const t = useTranslations('scores')
  return [
    { id: 'person', title: t('people.person'), width: 240, cell: ({ name, head }) => <Name>{name ?? head.value}</Name> },
    { id: 'score', title: t('score'), width: 90, numeric: true, cell: ({ score }) => score },
    { id: 'grade', title: t('grade'), width: 90, cell: ({ grade }) => grade },
    { id: 'fit', title: t('fit'), width: 90, numeric: true, cell: ({ fit }) => fit },
    { id: 'engagement', title: t('engagement'), width: 120, numeric: true, cell: ({ engagement }) => engagement },
    { id: 'stage', title: t('stage'), width: 180, cell: ({ stage }) => <Name>{stage ?? '–'}</Name> },
    { id: 'lastSeen', title: t('people.lastSeen'), width: 140, cell: ({ lastSeen }) => <Moment at={lastSeen} as="ago" /> },
    {
      id: 'why',
      title: t('people.explanation'),
      width: 110,
      cell: ({ profileId, name, head }) => (
        <Link
          to="/scores/$modelId"
          params={{ modelId: String(modelId) }}
          search={{ tab: 'explain', person: profileId }}
          aria-label={t('whyOf', { name: name ?? head.value })}
        >
          {t('why')}
        </Link>
      ),
    },
  ]
}
