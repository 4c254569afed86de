import { Menu } from '@mantine/core'
import { IconSettings } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Name } from '../ui/name.tsx'
import { useMe } from './me.ts'
import { useEnter } from './use-enter.ts'
import { WorkspaceButton } from './workspace-button.tsx'

/** One's workspaces, and for whoever runs this one the way to its settings. */
export function WorkspaceMenu() {
  const t = useTranslations('shell')
  const { me, workspace, may } = useMe()
  const enter = useEnter()
  if (!me || !workspace) return null
  return (
    <Menu defaultOpened position="bottom-start" withinPortal={false}>
      <Menu.Target>
        <WorkspaceButton workspace={workspace} />
      </Menu.Target>
      <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
        <Menu.RadioGroup value={String(workspace.workspaceId)} onChange={(chosen) => enter.mutate({ workspaceId: Number(chosen) })}>
          <Menu.Label>{t('workspaces')}</Menu.Label>
          {me.workspaces.map(({ workspaceId, name, organisation }) => (
            <Menu.RadioItem key={workspaceId} value={String(workspaceId)}>
              <Name>{`${name} · ${organisation}`}</Name>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {may('workspace.manage') && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconSettings size={16} aria-hidden />} component={Link} to="/settings/workspace">
              {t('workspaceSettings')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
