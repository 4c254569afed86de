import { Box, Text, Title, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { JsonViewer } from '../../ui/json-viewer.tsx'
import { Name } from '../../ui/name.tsx'
import type { Preview } from './import-types.ts'
import classes from './imports.module.css'

const COLUMNS_SHOWN_MAX = 100
const FACTS_SHOWN = 3

/** The first rows as they are in the file, with what is wrong with them, and what they become. */
export function PreviewTable({ preview, isOld }: { preview: Preview; isOld: boolean }) {
  const t = useTranslations('imports')
  const { rows, columns, totals, facts } = preview
  return (
    <div aria-busy={isOld} className={classes.preview} data-old={isOld}>
      <Title order={2} size="h5">
        {t('preview')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs" component="output" display="block">
        {t('previewTotals', { rows: totals.rows, facts: totals.facts, refused: totals.refused })}
      </Text>
      <Box component="section" className={classes.rows} tabIndex={0} aria-label={t('rowsOfFile')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('row')}</th>
              <th scope="col">{t('facts')}</th>
              {columns.slice(0, COLUMNS_SHOWN_MAX).map((column) => (
                <th key={column} scope="col">
                  <Name>{column}</Name>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PreviewRow key={row.row} row={row} />
            ))}
          </tbody>
        </table>
      </Box>
      <Title order={3} size="h6" mt="sm" mb={4}>
        {t('become')}
      </Title>
      <JsonViewer value={facts.slice(0, FACTS_SHOWN)} label={t('become')} />
    </div>
  )
}

function PreviewRow({ row: { row, cells, facts, problems } }: { row: Preview['rows'][number] }) {
  const t = useTranslations('imports')
  return (
    <>
      <tr data-problem={problems.length > 0}>
        <th scope="row">
          {row} {problems.length > 0 && <IconAlertTriangle size={13} aria-hidden />}
          {problems.length > 0 && <VisuallyHidden>{t('problem')}</VisuallyHidden>}
        </th>
        <td>{facts}</td>
        {cells.map((cell, index) => (
          <td key={index}>
            <Name>{cell}</Name>
          </td>
        ))}
      </tr>
      {problems.length > 0 && (
        <tr data-problem>
          <td colSpan={cells.length + 2}>
            <bdi>{[...new Set(problems)].join(' · ')}</bdi>
          </td>
        </tr>
      )}
    </>
  )
}
