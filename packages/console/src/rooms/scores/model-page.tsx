import { Button, Tabs } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import { Loading } from '../../ui/loading.tsx'
import { NoSuch } from '../../ui/no-such.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { SegmentState } from '../segments/segment-state.tsx'
import { AccountsPart } from './accounts-part.tsx'
import { BackTestPart } from './back-test/back-test-part.tsx'
import { BoardPart } from './board/board-part.tsx'
import { DeleteModel } from './delete-model.tsx'
import { ExplainPart } from './explanation/explain-part.tsx'
import { PeoplePart } from './people-part.tsx'
import type { Model } from './score-types.ts'
import { modelTabs } from './scores-search.ts'
import type { ModelSearch, ModelTab } from './scores-search.ts'
import classes from './scores.module.css'
import { useModel } from './use-model.ts'

/** `/scores/$modelId`: who has which grade and stage, why, and whether the model would have told who converts. */
export function ModelPage() {
  const { modelId } = useParams({ from: '/scores/$modelId' })
  const { data, error, refetch } = useModel(modelId)
  if (error && !data) return <NoSuch of="scores" error={error} retry={() => void refetch()} />
  return data ? <OneModel key={data.modelId} model={data} /> : <Loading />
}

function OneModel({ model }: { model: Model }) {
  const t = useTranslations('scores')
  const { may } = useMe()
  const search: ModelSearch = useSearch({ from: '/scores/$modelId' })
  const navigate = useNavigate({ from: '/scores/$modelId' })
  const onSearch = (part: ModelSearch) => void navigate({ search: (before: ModelSearch) => ({ ...before, ...part }), replace: true })
  const tab = search.tab ?? 'board'
  return (
    <>
      <PageHeader title={model.name} lead={<Lead model={model} />}>
        {may('segments.manage') && <EditLink modelId={model.modelId} />}
        {may('segments.manage') && <DeleteModel model={model} />}
      </PageHeader>
      <Tabs value={tab} onChange={(next) => onSearch({ tab: next as ModelTab })} keepMounted={false}>
        <Tabs.List mb="md">
          {modelTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          <Part model={model} search={search} onSearch={onSearch} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

type PartProps = { model: Model; search: ModelSearch; onSearch: (part: ModelSearch) => void }

function Part({ model, search, onSearch }: PartProps) {
  switch (search.tab ?? 'board') {
    case 'board':
      return <BoardPart model={model} />
    case 'people':
      return <PeoplePart model={model} grade={search.grade} stage={search.stage} onSearch={onSearch} />
    case 'accounts':
      return <AccountsPart model={model} />
    case 'test':
      return <BackTestPart model={model} trial={search.trial} onTrial={(trial) => onSearch({ trial })} />
    case 'explain':
      return <ExplainPart model={model} person={search.person} onPerson={(person) => onSearch({ person })} />
  }
}

function Lead({ model }: { model: Model }) {
  const t = useTranslations('scores')
  return (
    <span className={classes.lead}>
      <SegmentState segment={model} />
      <span>{t('version', { version: String(model.version) })}</span>
      <code>{model.key}</code>
      {model.description !== '' && <bdi>{model.description}</bdi>}
    </span>
  )
}

function EditLink({ modelId }: { modelId: number }) {
  const t = useTranslations('scores')
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPencil size={15} aria-hidden />}
      renderRoot={(props) => <Link to="/scores/$modelId/edit" params={{ modelId: String(modelId) }} {...props} />}
    >
      {t('edit')}
    </Button>
  )
}
