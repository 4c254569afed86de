import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import { exportAddress } from './people-search.ts'
import type { PeopleSearch } from './people-search.ts'

/** A file of exactly what is seen: the same people, order and columns. */
export function ExportMenu({ search }: { search: PeopleSearch }) {
  const t = useTranslations('customers')
  const { may } = useMe()
  if (!may('people.export')) return null
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconDownload size={15} aria-hidden />}>
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'xlsx'] as const).map((format) => (
          <Menu.Item key={format} component="a" href={exportAddress(search, format)} download>
            {t(`exportAs.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
