import { Box } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { CopyButton } from './copy-button.tsx'
import classes from './snippet.module.css'

/** Code to be copied and run elsewhere. */
export function Snippet({ code, label }: { code: string; label: string }) {
  const t = useTranslations('ui')
  return (
    <div className={classes.snippet}>
      <Box component="section" className={classes.code} tabIndex={0} aria-label={label}>
        <code>{code}</code>
      </Box>
      <div className={classes.copy}>
        <CopyButton value={code} label={t('copy', { what: label })} />
      </div>
    </div>
  )
}
