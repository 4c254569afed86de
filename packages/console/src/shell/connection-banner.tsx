import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import classes from './shell.module.css'
import { useConnection } from './use-connection.ts'

/** Says that the server cannot be reached, and that it is being tried; what is on the page stays. */
export function ConnectionBanner() {
  const t = useTranslations('shell.connection')
  const { lost, retry } = useConnection()
  return (
    <output className={classes.banner}>
      {lost && (
        <>
          <IconCloudOff size={18} aria-hidden />
          <span>{navigator.onLine ? t('server') : t('offline')}</span>
          <Button size="compact-xs" variant="default" onClick={retry}>
            {t('retry')}
          </Button>
        </>
      )}
    </output>
  )
}
