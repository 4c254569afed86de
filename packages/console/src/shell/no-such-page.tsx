import { Anchor, Button } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Notice, NoticeText } from '../ui/notice.tsx'
import { nearest } from './nearest.ts'
import { showPalette } from './shell-state.ts'
import { useScreens } from './use-screens.ts'

/** 404: which screens have addresses like this one, and a search for the rest. */
export function NoSuchPage() {
  const t = useTranslations('shell')
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const near = nearest(path, useScreens())
  return (
    <Notice title={t('gone')} page>
      <NoticeText>{t('goneHint')}</NoticeText>
      <ul>
        {near.map((screen) => (
          <li key={screen.path}>
            <Anchor component={Link} to={screen.path} size="sm">
              {screen.name}
            </Anchor>
          </li>
        ))}
      </ul>
      <Button size="xs" variant="default" leftSection={<IconSearch size={15} aria-hidden />} onClick={() => showPalette(true)}>
        {t('palette.open')}
      </Button>
    </Notice>
  )
}
