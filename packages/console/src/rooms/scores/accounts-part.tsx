import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Count } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { engagedOf } from './score-rules.ts'
import type { Model, ScoredAccount } from './score-types.ts'

const SHOWN_MAX = 200

/** Companies and households by the scores of their people, the best first. */
export function AccountsPart({ model }: { model: Model }) {
  const t = useTranslations('scores.accounts')
  const columns = useColumns(model)
  const { data, error, isPending, refetch } = useQuery(
    api.scores.accounts.queryOptions({ input: { modelId: model.modelId, limit: SHOWN_MAX } }),
  )
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={data?.items ?? []}
      rowKey={({ accountId }) => accountId}
      link={({ accountId }) => ({ to: '/accounts/$accountId', params: { accountId } })}
      loading={isPending}
      empty={
        <Notice title={t('none')}>
          <NoticeText>{t('noneHint')}</NoticeText>
        </Notice>
      }
    />
  )
}

function useColumns({ modelId, key }: Model): Column<ScoredAccount>[] {
  const t = useTranslations('scores')
  const format = useFormatter()
  return [
    { id: 'account', title: t('accounts.account'), width: 220, cell: ({ accountId }) => <Name>{accountId}</Name> },
    {
      id: 'best',
      title: t('accounts.best'),
      width: 150,
      cell: ({ best: { profileId, score, grade } }) => (
        <Link to="/scores/$modelId" params={{ modelId: String(modelId) }} search={{ tab: 'explain', person: profileId }}>
          {t('accounts.bestIs', { score: String(score), grade })}
        </Link>
      ),
    },
    { id: 'stage', title: t('stage'), width: 170, cell: ({ best: { stage } }) => <Name>{stage ?? '–'}</Name> },
    {
      id: 'average',
      title: t('accounts.average'),
      width: 120,
      numeric: true,
      cell: ({ average }) => format.number(average, { maximumFractionDigits: 1 }),
    },
    {
      id: 'people',
      title: t('accounts.people'),
      width: 110,
      numeric: true,
      cell: ({ accountId, people }) => (
        <Link to="/accounts/$accountId" params={{ accountId }}>
          <Count of={people} />
        </Link>
      ),
    },
    {
      id: 'engaged',
      title: t('accounts.engaged'),
      width: 150,
      numeric: true,
      cell: ({ accountId, engaged }) => (
        <Link to="/segments/new" search={{ rule: engagedOf(key, accountId) }}>
          <Count of={engaged} />
        </Link>
      ),
    },
  ]
}
