import type { ScoreModel } from '@percorso/contract'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Loading } from '../../ui/loading.tsx'
import { NoSuch } from '../../ui/no-such.tsx'
import { Editor } from './editor/editor.tsx'
import { fromModel, keyOf } from './editor/draft.ts'
import type { EditorSearch } from './scores-search.ts'
import { leadStages } from './templates/stages.ts'
import { templates } from './templates/templates.ts'
import { useModel } from './use-model.ts'

/** `/scores/new`: a model that is not there yet, from a template or from nothing. */
export function NewModelPage() {
  const t = useTranslations('scores')
  const say = useTranslations('scores.labels')
  const { template, people }: EditorSearch = useSearch({ from: '/scores/new' })
  const navigate = useNavigate({ from: '/scores/new' })
  const onPeople = (next: string[] | undefined) => void navigate({ search: { template, people: next }, replace: true })
  const begin = () => {
    const name = template ? t(`templates.${template}.name`) : ''
    const description = template ? t(`templates.${template}.what`) : ''
    return fromModel({ name, key: keyOf(name), description }, template ? templates[template](say) : emptyModel(say))
  }
  const place = `new ${template ?? ''}`
  return <Editor key={place} place={place} begin={begin} preview={{ people, onPeople }} />
}

type Say = ReturnType<typeof useTranslations<'scores.labels'>>

function emptyModel(say: Say): ScoreModel {
  return {
    version: 1,
    fit: [],
    engagement: { target: 100, rules: [] },
    fitShare: 50,
    grades: { fit: [75, 50, 25], engagement: [75, 50, 25] },
    stages: leadStages(say),
  }
}

/** `/scores/$modelId/edit`: another name or another model; a new version of it. */
export function EditModelPage() {
  const { modelId } = useParams({ from: '/scores/$modelId/edit' })
  const { people }: EditorSearch = useSearch({ from: '/scores/$modelId/edit' })
  const navigate = useNavigate({ from: '/scores/$modelId/edit' })
  const { data, error, refetch } = useModel(modelId)
  const onPeople = (next: string[] | undefined) => void navigate({ search: { people: next }, replace: true })
  if (error && !data) return <NoSuch of="scores" error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const place = String(data.modelId)
  return <Editor key={place} place={place} model={data} begin={() => fromModel(data, data.model)} preview={{ people, onPeople }} />
}
