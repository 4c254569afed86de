import { Alert } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMe } from './me.ts'

/** For whoever came by the first link, until they have said who they are. */
export function SetUpBanner() {
  const t = useTranslations('shell')
  const { me } = useMe()
  if (!me || me.setUp || location.pathname === '/set-up') return null
  return (
    <Alert color="indigo" variant="outline" p="xs" mx="md" mt="md">
      <Link to="/set-up">{t('setUp')}</Link>
    </Alert>
  )
}
