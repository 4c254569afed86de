import type { Touchpoint, TouchpointDraft } from '@percorso/contract'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Loading } from '../../ui/loading.tsx'
import { NoSuch } from '../../ui/no-such.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { TouchpointForm } from './touchpoint-form.tsx'
import type { EditorSearch } from './touchpoints-search.ts'

const EMPTY: TouchpointDraft = {
  name: '',
  description: '',
  channel: 'web',
  physical: false,
  stage: 'before',
  subStage: '',
  owner: '',
  matches: [{ fact: '' }],
  providers: [],
  modules: [],
  importance: 3,
}

/** `/touchpoints/new`: a touchpoint from nothing, or from what was found. */
export function NewTouchpointPage() {
  const t = useTranslations('touchpoints.form')
  const { draft }: EditorSearch = useSearch({ from: '/touchpoints/new' })
  return (
    <>
      <PageHeader title={t('create')} />
      <TouchpointForm key={JSON.stringify(draft)} start={{ ...EMPTY, ...draft }} />
    </>
  )
}

/** `/touchpoints/$touchpointId/edit` */
export function EditTouchpointPage() {
  const { touchpointId } = useParams({ from: '/touchpoints/$touchpointId/edit' })
  const { data, error, refetch } = useQuery(api.touchpoints.get.queryOptions({ input: { touchpointId } }))
  if (error && !data) return <NoSuch of="touchpoints" error={error} retry={() => void refetch()} />
  return data ? <Editing key={data.touchpointId} touchpoint={data} /> : <Loading />
}

function Editing({ touchpoint }: { touchpoint: Touchpoint }) {
  const t = useTranslations('touchpoints.form')
  return (
    <>
      <PageHeader title={t('edit')} lead={<bdi>{touchpoint.name}</bdi>} />
      <TouchpointForm touchpoint={touchpoint} start={touchpoint} />
    </>
  )
}
