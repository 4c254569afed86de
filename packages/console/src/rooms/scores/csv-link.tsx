import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

/** What a chart shows, as a file. */
export function CsvLink({ name, rows }: { name: string; rows: (string | number)[][] }) {
  const t = useTranslations('scores')
  const csv = rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')
  return (
    <Button
      component="a"
      size="compact-xs"
      variant="subtle"
      href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`}
      download={`${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.csv`}
      leftSection={<IconDownload size={14} aria-hidden />}
    >
      {t('csv')}
    </Button>
  )
}

function quoted(value: string | number): string {
  return typeof value === 'number' ? String(value) : `"${value.replaceAll('"', '""')}"`
}
