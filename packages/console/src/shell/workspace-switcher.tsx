import { Suspense, lazy, useState } from 'react'
import { useMe } from './me.ts'
import classes from './shell.module.css'
import { WorkspaceButton, WorkspaceName } from './workspace-button.tsx'

const WorkspaceMenu = lazy(async () => ({ default: (await import('./workspace-menu.tsx')).WorkspaceMenu }))

/** Which workspace one is in, and for members of several the way to the others. */
export function WorkspaceSwitcher() {
  const { me, workspace } = useMe()
  const [wanted, setWanted] = useState(false)
  if (!me || !workspace) return null
  if (me.workspaces.length < 2) {
    return (
      <div className={classes.workspace}>
        <WorkspaceName workspace={workspace} />
      </div>
    )
  }
  const button = <WorkspaceButton workspace={workspace} aria-haspopup="menu" aria-expanded={wanted} onClick={() => setWanted(true)} />
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <WorkspaceMenu />
    </Suspense>
  )
}
