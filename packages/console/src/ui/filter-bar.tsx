import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './filter-bar.module.css'

type FilterBarProps = {
  /** Search box, selects: whatever narrows what is shown. Their state is in the URL. */
  children: ReactNode
  /** Takes all filters away; left out while there are none. */
  clear?: (() => void) | undefined
  /** What belongs to the list as a whole: column chooser, export. */
  end?: ReactNode
}

/** What stands above a list and narrows it. */
export function FilterBar({ children, clear, end }: FilterBarProps) {
  const t = useTranslations('ui')
  return (
    <search className={classes.bar} aria-label={t('filters')}>
      {children}
      {clear && (
        <Button size="xs" variant="subtle" leftSection={<IconX size={14} aria-hidden />} onClick={clear}>
          {t('clearFilters')}
        </Button>
      )}
      {end !== undefined && <div className={classes.end}>{end}</div>}
    </search>
  )
}
