import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

type ColumnChooserProps = {
  columns: { id: string; title: string }[]
  /** Ids of the columns shown, in the order of the columns. */
  shown: string[]
  onShown: (ids: string[]) => void
}

/** Which columns a table shows. At least one stays. */
export function ColumnChooser({ columns, shown, onShown }: ColumnChooserProps) {
  const t = useTranslations('ui')
  const toggle = (id: string) => onShown(columns.map((column) => column.id).filter((each) => shown.includes(each) !== (each === id)))
  return (
    <Popover position="bottom-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconColumns3 size={15} aria-hidden />}>
          {t('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('columns')}>
        <Stack gap={8} mah={320} style={{ overflowY: 'auto' }}>
          {columns.map(({ id, title }) => {
            const checked = shown.includes(id)
            return (
              <Checkbox
                key={id}
                size="xs"
                label={title}
                checked={checked}
                disabled={checked && shown.length === 1}
                onChange={() => toggle(id)}
              />
            )
          })}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
