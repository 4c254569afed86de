import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Loading } from '../../ui/loading.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { NameForm } from './name-form.tsx'
import { NewWorkspace } from './new-workspace.tsx'
import { Part } from './part.tsx'
import { TimeZoneForm } from './time-zone-form.tsx'

type Workspace = { name: string; organisation: string; timeZone: string }

/** `/settings/workspace`: what the workspace is called, where its days begin, and another one beside it. */
export function WorkspacePage() {
  const { data: me } = useQuery(api.me.get.queryOptions()) // unlike useMe, asks whoever is signed out to sign in
  if (!me) return <Loading />
  const workspace = me.workspaces.find(({ workspaceId }) => workspaceId === me.workspaceId)
  if (!workspace || !me.permissions.includes('workspace.manage')) return <NotForYou />
  return <Settings key={workspace.workspaceId} workspace={workspace} />
}

function Settings({ workspace: { name, organisation, timeZone } }: { workspace: Workspace }) {
  const t = useTranslations('access.workspace')
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Part title={t('nameTitle')}>
        <NameForm label={t('name')} now={name} change={(changed) => api.workspaces.rename.call({ name: changed })} />
      </Part>
      <Part title={t('organisationTitle')}>
        <Text size="sm" c="dimmed">
          {t('organisationHint')}
        </Text>
        <NameForm
          label={t('organisation')}
          now={organisation}
          change={(changed) => api.workspaces.renameOrganisation.call({ name: changed })}
        />
      </Part>
      <Part title={t('timeZone')}>
        <TimeZoneForm now={timeZone} />
      </Part>
      <Part title={t('createTitle')}>
        <NewWorkspace />
      </Part>
    </>
  )
}

function NotForYou() {
  const t = useTranslations('ui.problem')
  return (
    <Notice title={t('forbidden')} page>
      <NoticeText>{t('forbiddenHint')}</NoticeText>
    </Notice>
  )
}
