import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { isGone } from '../../api/problem.ts'
import { Loading } from '../../ui/loading.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { NewImportSearch } from './new-import-search.ts'
import { Upload } from './upload.tsx'
import { Wizard } from './wizard.tsx'

/** `/imports/new`: from a file to an import. The uploaded file is in the address, so one may leave and come back. */
export function NewImportPage() {
  const t = useTranslations('imports')
  const { file }: NewImportSearch = useSearch({ from: '/imports/new' })
  const navigate = useNavigate({ from: '/imports/new' })
  const open = (fileId: string | undefined) => void navigate({ search: { file: fileId } })
  return (
    <>
      <PageHeader title={t('fresh')} lead={t('freshLead')} />
      {file === undefined ? <Upload onUploaded={({ fileId }) => open(fileId)} /> : <Uploaded fileId={file} />}
    </>
  )
}

function Uploaded({ fileId }: { fileId: string }) {
  const t = useTranslations('imports')
  const first = useQuery({ ...api.imports.preview.queryOptions({ input: { fileId } }), staleTime: Infinity, retry: false })
  if (isGone(first.error)) {
    return (
      <Notice title={t('fileGone')}>
        <NoticeText>{t('fileGoneHint')}</NoticeText>
      </Notice>
    )
  }
  if (first.error) return <Problem error={first.error} retry={() => void first.refetch()} />
  return first.data ? <Wizard fileId={fileId} first={first.data} /> : <Loading />
}
