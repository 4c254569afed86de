import { ActionIcon } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconRoute } from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { BottomBar } from './bottom-bar.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { HeaderTools } from './header-tools.tsx'
import { Navigation } from './navigation.tsx'
import { PageAnnouncer } from './page-announcer.tsx'
import { PaletteButton } from './palette-button.tsx'
import classes from './shell.module.css'
import { SetUpBanner } from './set-up-banner.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { useFocusOnNewPage } from './use-focus-on-new-page.ts'
import { WorkspaceSwitcher } from './workspace-switcher.tsx'

/** What is around every page: where one is, where one can go, what is going on. */
export function Shell() {
  const t = useTranslations('shell')
  const [narrow, setNarrow] = useLocalStorage({ key: 'percorso-narrow', defaultValue: false, getInitialValueInEffect: false })
  const main = useFocusOnNewPage()
  return (
    <div className={classes.shell} data-narrow={narrow}>
      <a className={classes.skip} href="#content">
        {t('skip')}
      </a>
      <nav className={classes.side} aria-label={t('sections')}>
        <Link to="/" className={classes.brand} aria-label={t('toStart')}>
          <IconRoute size={22} aria-hidden />
          <span>Percorso</span>
        </Link>
        <Navigation narrow={narrow} />
        <SideToggle narrow={narrow} onToggle={() => setNarrow(!narrow)} />
      </nav>
      <header className={classes.header}>
        <Link to="/" className={classes.mark} aria-label={t('toStart')}>
          <IconRoute size={22} aria-hidden />
        </Link>
        <WorkspaceSwitcher />
        <PaletteButton />
        <HeaderTools />
      </header>
      <div className={classes.page}>
        <ConnectionBanner />
        <SetUpBanner />
        <main id="content" ref={main} tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      <BottomBar />
      <Shortcuts />
      <PageAnnouncer />
    </div>
  )
}

function SideToggle({ narrow, onToggle }: { narrow: boolean; onToggle: () => void }) {
  const t = useTranslations('shell')
  const label = narrow ? t('widen') : t('narrow')
  const Icon = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      className={classes.toggle}
      aria-label={label}
      aria-expanded={!narrow}
      title={label}
      onClick={onToggle}
    >
      <Icon size={18} stroke={1.7} aria-hidden />
    </ActionIcon>
  )
}
