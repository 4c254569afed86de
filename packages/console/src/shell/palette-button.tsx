import { UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Suspense, lazy } from 'react'
import { useTranslations } from 'use-intl'
import classes from './shell.module.css'
import { showPalette, useOpenDialog } from './shell-state.ts'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const isMac = /Mac|iPhone|iPad/u.test(navigator.userAgent)

/** The way to everything: opens the command palette, which is loaded when it is first wanted. */
export function PaletteButton() {
  const t = useTranslations('shell.palette')
  const opened = useOpenDialog() === 'palette'
  return (
    <>
      <UnstyledButton
        className={classes.finder}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => showPalette(true)}
      >
        <IconSearch size={16} aria-hidden />
        <span className={classes.finderText}>{t('open')}</span>
        <kbd className={classes.finderKeys} aria-hidden>
          {isMac ? '⌘ K' : 'Ctrl K'}
        </kbd>
      </UnstyledButton>
      {opened && (
        <Suspense>
          <Palette />
        </Suspense>
      )}
    </>
  )
}
