import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useAction } from '../../shell/actions.ts'
import { useMe } from '../../shell/me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SegmentState } from '../segments/segment-state.tsx'
import { UsedBy } from '../traits/used-by.tsx'
import type { Model } from './score-types.ts'
import classes from './scores.module.css'
import { TemplateCards } from './template-cards.tsx'

const FILLING_MS = 2_000
const OTHERWISE_MS = 15_000

/** `/scores`: the models that score people; while there are none, those that come with Percorso. */
export function ScoresPage() {
  const t = useTranslations('scores')
  const navigate = useNavigate({ from: '/scores' })
  const { may } = useMe()
  const list = useQuery({
    ...api.scores.list.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.items.some((each) => each.state === 'filling') ? FILLING_MS : OTHERWISE_MS),
  })
  const columns = useColumns()
  useAction('new-score-model', t('create'), () => void navigate({ to: '/scores/new' }))
  const mayManage = may('segments.manage')
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} page />
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {mayManage && <CreateLink />}
      </PageHeader>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={list.data?.items ?? []}
        rowKey={({ modelId }) => String(modelId)}
        link={({ modelId }) => ({ to: '/scores/$modelId', params: { modelId: String(modelId) } })}
        loading={list.isPending}
        empty={<NoticeText>{t(mayManage ? 'noneHint' : 'noneYet')}</NoticeText>}
      />
      {mayManage && list.data && <Templates isFirst={list.data.items.length === 0} />}
    </>
  )
}

/** Open while there is nothing else; later a click away. */
function Templates({ isFirst }: { isFirst: boolean }) {
  const t = useTranslations('scores')
  if (isFirst) return <TemplateCards />
  return (
    <details className={classes.more}>
      <summary>{t('fromTemplate')}</summary>
      <TemplateCards />
    </details>
  )
}

function CreateLink() {
  const t = useTranslations('scores')
  return (
    <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} renderRoot={(props) => <Link to="/scores/new" {...props} />}>
      {t('create')}
    </Button>
  )
}

function useColumns(): Column<Model>[] {
  const t = useTranslations('scores')
  return [
    { id: 'name', title: t('name'), width: 230, cell: ({ name }) => <Name>{name}</Name> },
    { id: 'key', title: t('key'), width: 150, cell: ({ key }) => <Name>{key}</Name> },
    {
      id: 'parts',
      title: t('parts'),
      width: 260,
      cell: ({ model: { fit, engagement } }) => t('partsOf', { fit: fit.length, engagement: engagement.rules.length }),
    },
    { id: 'state', title: t('state'), width: 210, cell: (model) => <SegmentState segment={model} /> },
    { id: 'usedBy', title: t('usedBy'), width: 180, cell: ({ usedBy }) => <UsedBy users={usedBy} /> },
    { id: 'changedAt', title: t('changed'), width: 140, cell: ({ changedAt }) => <Moment at={changedAt} as="ago" /> },
  ]
}
