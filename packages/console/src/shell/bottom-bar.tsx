import { IconMenu2 } from '@tabler/icons-react'
import { Suspense, lazy } from 'react'
import { useTranslations } from 'use-intl'
import classes from './bottom-bar.module.css'
import { ScreenLink } from './navigation.tsx'
import { showSections, useOpenDialog } from './shell-state.ts'
import { useScreens } from './use-screens.ts'

const AllSections = lazy(async () => ({ default: (await import('./all-sections.tsx')).AllSections }))
const PLACES = 4

/** On a phone: the first areas, each by its first screen, and behind the last button all screens. */
export function BottomBar() {
  const t = useTranslations('shell')
  const wanted = useOpenDialog() === 'sections'
  const screens = useScreens()
  const firsts = screens.filter(({ area }, index) => screens.findIndex((screen) => screen.area === area) === index).slice(0, PLACES)
  return (
    <>
      <nav className={classes.bar} aria-label={t('quick')}>
        {firsts.map((screen) => (
          <ScreenLink key={screen.path} screen={{ ...screen, name: t(`areas.${screen.area}`) }} />
        ))}
        <button type="button" className={classes.more} aria-haspopup="dialog" onClick={() => showSections(true)}>
          <IconMenu2 size={18} stroke={1.7} aria-hidden />
          {t('allSections')}
        </button>
      </nav>
      {wanted && (
        <Suspense>
          <AllSections />
        </Suspense>
      )}
    </>
  )
}
