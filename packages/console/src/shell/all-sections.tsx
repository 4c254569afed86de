import { Drawer } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Navigation } from './navigation.tsx'
import { showSections } from './shell-state.ts'

/** On a phone: everywhere one can go. Goes away when one has gone somewhere. */
export function AllSections() {
  const t = useTranslations('shell')
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current !== path) showSections(false)
  }, [path])
  return (
    <Drawer opened onClose={() => showSections(false)} title={t('sections')} size="xs" closeButtonProps={{ 'aria-label': t('close') }}>
      <nav aria-label={t('sections')}>
        <Navigation />
      </nav>
    </Drawer>
  )
}
