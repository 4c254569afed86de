import { IconActivity, IconActivityHeartbeat, IconUserCircle } from '@tabler/icons-react'
import { lazy } from 'react'
import { useTranslations } from 'use-intl'
import { HeaderPopup } from './header-popup.tsx'
import { useActivity, useTellEnds } from './use-activity.ts'

const ActivityTray = lazy(async () => ({ default: (await import('./activity-tray.tsx')).ActivityTray }))
const UserMenu = lazy(async () => ({ default: (await import('./user-menu.tsx')).UserMenu }))

/** Long work, and what is one's own. */
export function HeaderTools() {
  const t = useTranslations('shell')
  const works = useActivity()
  useTellEnds(works)
  const running = works.filter(({ state }) => state === 'running').length
  const activity = running > 0 ? t('activity.running', { count: running }) : t('activity.title')
  return (
    <>
      <HeaderPopup label={activity} icon={running > 0 ? IconActivityHeartbeat : IconActivity} popup={ActivityTray} />
      <HeaderPopup label={t('yours')} icon={IconUserCircle} popup={UserMenu} />
    </>
  )
}
