import { Anchor, NativeSelect } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useLanguage } from '../texts/language.tsx'
import { isLanguage, languages } from '../texts/texts.ts'
import { ProfileSearch } from './profile-search.tsx'
import classes from './shell.module.css'
import { ThemeSwitch } from './theme-switch.tsx'

const languageChoices = Object.entries(languages).map(([value, label]) => ({ value, label }))

/** What is around every page: name, sections, search, language, theme. */
export function Shell() {
  const t = useTranslations('shell')
  const main = useFocusOnNewPage()
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t('skip')}
      </a>
      <header className={classes.header}>
        <Link to="/" className={classes.name}>
          <IconRoute size={22} aria-hidden />
          Percorso
        </Link>
        <nav className={classes.sections} aria-label={t('sections')}>
          <Link to="/" className={classes.section} activeProps={{ className: classes.here! }} activeOptions={{ exact: true }}>
            {t('live')}
          </Link>
          <Anchor href="/docs" className={classes.section} underline="never">
            {t('api')}
          </Anchor>
        </nav>
        <search className={classes.search}>
          <ProfileSearch />
        </search>
        <div className={classes.settings}>
          <LanguageChoice />
          <ThemeSwitch />
        </div>
      </header>
      <main id="content" ref={main} tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
    </div>
  )
}

function LanguageChoice() {
  const t = useTranslations('shell')
  const { language, choose } = useLanguage()
  return (
    <NativeSelect
      size="xs"
      className={classes.language}
      aria-label={t('language')}
      data={languageChoices}
      value={language}
      onChange={({ currentTarget: { value } }) => isLanguage(value) && choose(value)}
    />
  )
}

/** Whoever follows a link with the keyboard or a screen reader goes on reading on the new page, not in the header of the old one. */
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current !== undefined && before.current !== path) main.current?.focus({ preventScroll: true })
    before.current = path
  }, [path])
  return main
}
