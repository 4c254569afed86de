import { Menu, useMantineColorScheme } from '@mantine/core'
import type { MantineColorScheme } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import { IconApi, IconKeyboard, IconLogout } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../api/client.ts'
import { useLanguage } from '../texts/language.tsx'
import { isLanguage, languages } from '../texts/texts.ts'
import { HeaderButton } from './header-popup.tsx'
import { useMe } from './me.ts'
import { showShortcuts } from './shell-state.ts'
import { forgetVisits } from './visits.ts'

const SCHEMES = ['light', 'dark', 'auto'] as const satisfies MantineColorScheme[]

/** What is one's own: theme, language, shortcuts, the way out. */
export function UserMenu({ label, icon }: { label: string; icon: Icon }) {
  const t = useTranslations('shell')
  const { me } = useMe()
  const signOut = useMutation({ ...api.me.signOut.mutationOptions(), onSuccess: leave })
  return (
    <Menu defaultOpened position="bottom-end" width={230} withinPortal={false}>
      <Menu.Target>
        <HeaderButton label={label} icon={icon} focused />
      </Menu.Target>
      <Menu.Dropdown>
        {me && <Menu.Label>{me.email ?? me.name}</Menu.Label>}
        <ThemeChoice />
        <LanguageChoice />
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={() => showShortcuts(true)}>
          {t('shortcuts.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconApi size={16} aria-hidden />} component="a" href="/docs">
          {t('api')}
        </Menu.Item>
        {me?.kind === 'user' && (
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate({})}>
            {t('signOut')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function ThemeChoice() {
  const t = useTranslations('shell')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}>
      <Menu.Label>{t('theme')}</Menu.Label>
      {SCHEMES.map((scheme) => (
        <Menu.RadioItem key={scheme} value={scheme}>
          {t(`themes.${scheme}`)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

function LanguageChoice() {
  const t = useTranslations('shell')
  const { language, choose } = useLanguage()
  return (
    <Menu.RadioGroup value={language} onChange={(chosen) => isLanguage(chosen) && choose(chosen)}>
      <Menu.Label>{t('language')}</Menu.Label>
      {Object.entries(languages).map(([code, name]) => (
        <Menu.RadioItem key={code} value={code} lang={code}>
          {name}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

/** Loads the page anew: nothing of what was seen stays in memory. */
function leave(): void {
  forgetVisits()
  location.assign('/')
}
