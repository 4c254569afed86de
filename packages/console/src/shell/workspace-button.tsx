import { UnstyledButton } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { useTranslations } from 'use-intl'
import { Name } from '../ui/name.tsx'
import classes from './shell.module.css'

type Named = { workspace: { name: string; organisation: string } }

export function WorkspaceButton({ workspace, ...rest }: Named & ComponentProps<'button'>) {
  const t = useTranslations('shell')
  return (
    <UnstyledButton title={t('switchWorkspace')} {...rest} className={classes.workspace}>
      <WorkspaceName workspace={workspace} />
      <IconSelector size={16} aria-hidden />
    </UnstyledButton>
  )
}

export function WorkspaceName({ workspace: { name, organisation } }: Named) {
  return (
    <span className={classes.workspaceName}>
      <Name>{name}</Name>
      <small>
        <Name>{organisation}</Name>
      </small>
    </span>
  )
}
