import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useAction } from '../../shell/actions.ts'
import { useMe } from '../../shell/me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { DelayedInput } from '../../ui/delayed-input.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SegmentState } from '../segments/segment-state.tsx'
import { examples } from './examples.ts'
import { TraitDrawer } from './trait-drawer.tsx'
import type { ComputedTrait } from './trait-types.ts'
import classes from './traits.module.css'
import { exampleNames } from './traits-search.ts'
import type { TraitsSearch } from './traits-search.ts'
import { UsedBy } from './used-by.tsx'
import { useFormulaReading } from './use-formula-reading.ts'

const FILLING_MS = 2_000
const OTHERWISE_MS = 15_000

/** `/traits`: traits that are reckoned from facts, and what each is. */
export function TraitsPage() {
  const t = useTranslations('traits')
  const { q }: TraitsSearch = useSearch({ from: '/traits' })
  const navigate = useNavigate({ from: '/traits' })
  const { may } = useMe()
  const list = useQuery({
    ...api.computedTraits.list.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.items.some((each) => each.state === 'filling') ? FILLING_MS : OTHERWISE_MS),
  })
  const columns = useColumns()
  useAction('new-trait', t('create'), () => void navigate({ search: { fresh: 'empty' } }))
  const search = (text: string) => void navigate({ search: { q: text === '' ? undefined : text }, replace: true })
  const all = list.data?.items ?? []
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} page />
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {may('segments.manage') && <CreateLink />}
      </PageHeader>
      {all.length > 0 && (
        <FilterBar clear={q === undefined ? undefined : () => search('')}>
          <DelayedInput label={t('search')} value={q} onValue={search} width={240} />
        </FilterBar>
      )}
      <DataTable
        label={t('title')}
        columns={columns}
        rows={all.filter(({ key, description }) => q === undefined || `${key} ${description}`.toLowerCase().includes(q.toLowerCase()))}
        rowKey={({ traitId }) => String(traitId)}
        link={({ traitId }) => ({ to: '/traits', search: { q, trait: traitId } })}
        loading={list.isPending}
        empty={all.length > 0 ? <Notice title={t('noneFound')} /> : <NoTraits />}
      />
      <Opened traits={list.data?.items} />
    </>
  )
}

function CreateLink() {
  const t = useTranslations('traits')
  return (
    <Button
      size="xs"
      leftSection={<IconPlus size={15} aria-hidden />}
      renderRoot={(props) => <Link to="/traits" search={{ fresh: 'empty' }} {...props} />}
    >
      {t('create')}
    </Button>
  )
}

/** The trait that the address names, or a new one. */
function Opened({ traits }: { traits: ComputedTrait[] | undefined }) {
  const { trait: traitId, fresh, q }: TraitsSearch = useSearch({ from: '/traits' })
  const navigate = useNavigate({ from: '/traits' })
  const { may } = useMe()
  const onClose = () => void navigate({ search: { q } })
  const trait = traits?.find((each) => each.traitId === traitId)
  if (trait) return <TraitDrawer key={trait.traitId} trait={trait} start={trait} onClose={onClose} />
  if (fresh === undefined || !may('segments.manage')) return null
  const start = fresh === 'empty' ? { key: '', formula: { count: {} } } : examples[fresh]
  return <TraitDrawer key={fresh} start={{ ...start, description: '' }} onClose={onClose} />
}

/** What they are for, and some to begin with. */
function NoTraits() {
  const t = useTranslations('traits')
  const { may } = useMe()
  return (
    <Notice title={t('none')}>
      <NoticeText>{t('noneHint')}</NoticeText>
      {may('segments.manage') && (
        <ul className={classes.examples} aria-label={t('examplesTitle')}>
          {exampleNames.map((example) => (
            <li key={example}>
              <Link to="/traits" search={{ fresh: example }}>
                {t(`examples.${example}`)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

function useColumns(): Column<ComputedTrait>[] {
  const t = useTranslations('traits')
  const read = useFormulaReading()
  return [
    { id: 'key', title: t('key'), width: 190, cell: ({ key }) => <Name>{key}</Name> },
    { id: 'what', title: t('what'), width: 330, cell: ({ formula }) => <Name>{read(formula)}</Name> },
    { id: 'type', title: t('type'), width: 100, cell: ({ type }) => t(`types.${type}`) },
    { id: 'state', title: t('state'), width: 200, cell: (trait) => <SegmentState segment={trait} /> },
    { id: 'usedBy', title: t('usedBy'), width: 180, cell: ({ usedBy }) => <UsedBy users={usedBy} /> },
    { id: 'changedAt', title: t('changed'), width: 140, cell: ({ changedAt }) => <Moment at={changedAt} as="ago" /> },
  ]
}
