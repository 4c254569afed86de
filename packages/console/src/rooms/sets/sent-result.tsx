import { Button, Group, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Name } from '../../ui/name.tsx'
import { refusedCsv } from './refused-csv.ts'
import type { RefusedValue, Sent, Verb } from './set-types.ts'
import classes from './sets.module.css'

/** What became of a list. What was refused can be had as a file, to be put right. */
export function SentResult({ verb, sent, onDone }: { verb: Verb; sent: Sent & { stopped: boolean }; onDone: () => void }) {
  const t = useTranslations('sets.result')
  const { changed, same, refused, stopped } = sent
  return (
    <section aria-label={t('title')}>
      <output className={classes.result}>
        {stopped && <span>{t('stopped')}</span>}
        <span>{t(verb === 'add' ? 'added' : 'removed', { n: changed })}</span>
        {same > 0 && <span>{t(verb === 'add' ? 'already' : 'absent', { n: same })}</span>}
        {refused.length > 0 && <span>{t('refused', { n: refused.length })}</span>}
      </output>
      <Group gap="xs" mb="md">
        <Button size="xs" onClick={onDone}>
          {t('another')}
        </Button>
        {refused.length > 0 && (
          <Button size="xs" variant="default" leftSection={<IconDownload size={15} aria-hidden />} onClick={() => download(refused)}>
            {t('download')}
          </Button>
        )}
      </Group>
      {refused.length > 0 && <Refused refused={refused} />}
    </section>
  )
}

function Refused({ refused }: { refused: RefusedValue[] }) {
  const t = useTranslations('sets.result')
  const columns: Column<RefusedValue>[] = [
    { id: 'line', title: t('line'), width: 90, numeric: true, cell: ({ line }) => line },
    { id: 'value', title: t('value'), width: 280, cell: ({ value }) => <Name>{value}</Name> },
    { id: 'reason', title: t('reason'), width: 300, cell: ({ reason }) => <Text size="sm">{t(`reasons.${reason}`)}</Text> },
  ]
  return <DataTable label={t('refusedTitle')} columns={columns} rows={refused} rowKey={({ line }) => String(line)} empty={null} />
}

/** There may be too many for an address that holds them all. */
function download(refused: RefusedValue[]): void {
  const address = URL.createObjectURL(new Blob([refusedCsv(refused)], { type: 'text/csv;charset=utf-8' }))
  Object.assign(document.createElement('a'), { href: address, download: 'refused.csv' }).click()
  URL.revokeObjectURL(address)
}
