import { Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../api/client.ts'
import { Name } from '../ui/name.tsx'
import { toast } from '../ui/toast.tsx'
import { useMe } from './me.ts'
import { WorkspaceButton } from './workspace-button.tsx'

/** One's workspaces. Going to another begins anew: nothing of this one may stay on the page or in memory. */
export function WorkspaceMenu() {
  const t = useTranslations('shell')
  const { me, workspace } = useMe()
  const change = useMutation({
    ...api.me.enter.mutationOptions(),
    onSuccess: () => location.assign('/'),
    onError: () => void toast({ message: t('switchFailed'), color: 'red' }),
  })
  if (!me || !workspace) return null
  return (
    <Menu defaultOpened position="bottom-start" withinPortal={false}>
      <Menu.Target>
        <WorkspaceButton workspace={workspace} />
      </Menu.Target>
      <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
        <Menu.RadioGroup value={String(workspace.workspaceId)} onChange={(chosen) => change.mutate({ workspaceId: Number(chosen) })}>
          <Menu.Label>{t('workspaces')}</Menu.Label>
          {me.workspaces.map(({ workspaceId, name, organisation }) => (
            <Menu.RadioItem key={workspaceId} value={String(workspaceId)}>
              <Name>{`${name} · ${organisation}`}</Name>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
