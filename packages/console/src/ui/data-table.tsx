import { Box, Button, Skeleton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { LinkProps } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './data-table.module.css'
import { useRowKeys } from './use-row-keys.ts'
import { ROW_HEIGHT, useRowsInSight } from './use-rows-in-sight.ts'

export type Column<Row> = {
  id: string
  title: string
  cell: (row: Row) => ReactNode
  /** In pixels; what is left over is shared out. */
  width?: number
  /** Numbers stand at the end of their cells. */
  numeric?: boolean
  sortable?: boolean
}
export type Sort = { by: string; down: boolean }

export type DataTableProps<Row> = {
  /** What the rows are, for screen readers. */
  label: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  /** Where a row leads; its first cell becomes the link. */
  link?: (row: Row) => LinkProps
  sort?: Sort | undefined
  onSort?: (sort: Sort) => void
  /** Fetches the next page when the end comes into sight. */
  more?: { has: boolean; loading: boolean; load: () => void }
  loading?: boolean
  /** Stands in the place of the rows while there are none. */
  empty: ReactNode
}

const WIDTH = 160
const NEAR_END = 20
const SKELETON_ROWS = 8

/** A table of as many rows as there are: it draws those in sight, and asks the server for more, sorted and filtered there. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, more, loading = false, empty } = props
  const { box, look, scrollTo, ...span } = useRowsInSight(rows.length)
  useLoadMore(more, span.last >= rows.length - NEAR_END)
  if (rows.length === 0 && !loading) return empty

  return (
    <Box component="section" className={classes.box} ref={box} onScroll={look} tabIndex={0} aria-label={label} aria-busy={loading}>
      <table className={classes.table} aria-rowcount={more?.has ? -1 : rows.length + 1} style={{ minWidth: widthOf(columns) }}>
        <Head {...props} />
        {rows.length > 0 ? <Rows table={props} span={span} scrollTo={scrollTo} /> : <Skeletons columns={columns.length} />}
      </table>
      {more?.has && rows.length > 0 && <More more={more} />}
    </Box>
  )
}

type RowsProps<Row> = { table: DataTableProps<Row>; span: { first: number; last: number }; scrollTo: (row: number) => void }

function Rows<Row>({ table, span: { first, last }, scrollTo }: RowsProps<Row>) {
  const { rows, rowKey } = table
  const keys = useRowKeys(rows.length, scrollTo)
  return (
    <tbody {...keys}>
      <Gap rows={first} />
      {rows.slice(first, last).map((row, index) => (
        <TableRow key={rowKey(row)} row={row} index={first + index} table={table} />
      ))}
      <Gap rows={rows.length - last} />
    </tbody>
  )
}

function Head<Row>({ columns, sort, onSort }: DataTableProps<Row>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ id, title, width, numeric, sortable }) => {
          const down = sort?.by === id ? sort.down : undefined
          const order = down === undefined ? 'none' : down ? 'descending' : 'ascending'
          const Arrow = down === undefined ? IconArrowsSort : down ? IconArrowDown : IconArrowUp
          const sorts = sortable === true && onSort !== undefined
          return (
            <th key={id} scope="col" style={{ width }} data-numeric={numeric} {...(sorts && { 'aria-sort': order })}>
              {sorts ? (
                <button type="button" className={classes.sort} onClick={() => onSort({ by: id, down: down === undefined ? true : !down })}>
                  {title} <Arrow size={13} aria-hidden />
                </button>
              ) : (
                title
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

function TableRow<Row>({ row, index, table: { columns, link } }: { row: Row; index: number; table: DataTableProps<Row> }) {
  return (
    <tr aria-rowindex={index + 2} data-row={index}>
      {columns.map(({ id, cell, numeric }, column) =>
        column === 0 ? (
          <th key={id} scope="row" data-numeric={numeric}>
            {link ? (
              <Link {...link(row)} className={classes.link}>
                {cell(row)}
              </Link>
            ) : (
              cell(row)
            )}
          </th>
        ) : (
          <td key={id} data-numeric={numeric}>
            {cell(row)}
          </td>
        ),
      )}
    </tr>
  )
}

function More({ more }: { more: NonNullable<DataTableProps<unknown>['more']> }) {
  const t = useTranslations('ui')
  return (
    <div className={classes.more}>
      <Button size="compact-xs" variant="default" loading={more.loading} onClick={more.load}>
        {t('more')}
      </Button>
    </div>
  )
}

/** The rows out of sight, as empty space. */
function Gap({ rows }: { rows: number }) {
  return rows > 0 && <tr aria-hidden className={classes.gap} style={{ height: rows * ROW_HEIGHT }} />
}

function Skeletons({ columns }: { columns: number }) {
  return (
    <tbody>
      {Array.from({ length: SKELETON_ROWS }, (_, row) => (
        <tr key={row} aria-hidden>
          <td colSpan={columns}>
            <Skeleton height={14} />
          </td>
        </tr>
      ))}
    </tbody>
  )
}

function useLoadMore<Row>(more: DataTableProps<Row>['more'], nearEnd: boolean): void {
  useEffect(() => {
    if (nearEnd && more?.has && !more.loading) more.load()
  }, [nearEnd, more])
}

function widthOf<Row>(columns: Column<Row>[]): number {
  return columns.reduce((sum, { width = WIDTH }) => sum + width, 0)
}
