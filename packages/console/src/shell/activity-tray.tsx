import { Popover, Progress, Text } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import { useFormatter, useTranslations } from 'use-intl'
import { Name } from '../ui/name.tsx'
import { HeaderButton } from './header-popup.tsx'
import classes from './shell.module.css'
import { useActivity } from './use-activity.ts'
import type { Work } from './use-activity.ts'

/** Long work that goes on while one does something else. */
export function ActivityTray({ label, icon }: { label: string; icon: Icon }) {
  const t = useTranslations('shell.activity')
  const works = useActivity()
  return (
    <Popover defaultOpened position="bottom-end" width={320} withinPortal trapFocus returnFocus>
      <Popover.Target>
        <HeaderButton label={label} icon={icon} focused />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('title')}>
        <Text component="h2" size="sm" fw={600} mb="xs" tabIndex={-1} data-autofocus>
          {t('title')}
        </Text>
        {works.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('none')}
          </Text>
        )}
        <ul className={classes.works}>
          {works.map((work) => (
            <OneWork key={work.id} work={work} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}

function OneWork({ work: { name, state, done, ofAll } }: { work: Work }) {
  const t = useTranslations('shell.activity')
  const format = useFormatter()
  const share = ofAll > 0 ? Math.min(done / ofAll, 1) : 0
  return (
    <li>
      <div className={classes.work}>
        <Name>{name}</Name>
        <span>{state === 'running' ? format.number(share, { style: 'percent' }) : t(`states.${state}`)}</span>
      </div>
      {state === 'running' && <Progress size="sm" mt={4} value={share * 100} aria-label={name} />}
    </li>
  )
}
