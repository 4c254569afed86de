// Everything of ui/ on one page, with little, much and hostile content: `node packages/console/build.ts --gallery --out FOLDER`.
// It is what tests look at, and whoever builds a screen. It is no part of the console.
import '@mantine/core/styles.css'
import '../theme.css'
import { Button, MantineProvider, Stack } from '@mantine/core'
import { RouterProvider, createRootRoute, createRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider } from '../texts/language.tsx'
import { styleNonce, theme } from '../theme.ts'
import { ColumnChooser } from './column-chooser.tsx'
import { Confirm } from './confirm.tsx'
import { CopyButton } from './copy-button.tsx'
import { Count, Share } from './count.tsx'
import { DataTable } from './data-table.tsx'
import type { Column, Sort } from './data-table.tsx'
import { FilterBar } from './filter-bar.tsx'
import { JsonViewer } from './json-viewer.tsx'
import { Loading } from './loading.tsx'
import { Moment } from './moment.tsx'
import { Name } from './name.tsx'
import { Notice, NoticeText } from './notice.tsx'
import { PageHeader } from './page-header.tsx'
import { Problem } from './problem.tsx'
import { Snippet } from './snippet.tsx'
import { Toasts } from './toast.tsx'
import { useUndo } from './undo.tsx'

const THEN = '2026-03-29T00:30:00.000Z'
const PAGE = 50_000
const ROWS_MAX = 100_000
const MEGABYTES_10 = 'x'.repeat(10 * 1024 * 1024)
const keys10000 = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`key ${at}`, at]))
const NAMES = [
  'Ada Bianchi',
  'محمد بن راشد',
  'קונסטנטין',
  `Z${'\u0334\u033A\u0351'.repeat(200)}algo`,
  '<img src=x onerror=alert(1)>',
  MEGABYTES_10,
]

type Row = { id: number; name: string; facts: number }

const columns: Column<Row>[] = [
  { id: 'name', title: 'Name', cell: ({ name }) => <Name>{name}</Name>, width: 220, sortable: true },
  { id: 'facts', title: 'Facts', cell: ({ facts }) => <Count of={facts} />, width: 120, numeric: true, sortable: true },
  { id: 'seen', title: 'Last seen', cell: () => <Moment at={THEN} />, width: 200 },
]

function rowsOf(count: number, sort: Sort): Row[] {
  const rows = Array.from({ length: count }, (_, id) => ({ id, name: `Person ${id}`, facts: (id * 7919) % 1_000 }))
  if (sort.by === 'facts') rows.sort((a, b) => a.facts - b.facts)
  return sort.down ? rows.toReversed() : rows
}

function Table() {
  const [sort, setSort] = useState<Sort>({ by: 'name', down: false })
  const [shown, setShown] = useState(columns.map(({ id }) => id))
  const [count, setCount] = useState(PAGE)
  return (
    <>
      <FilterBar clear={() => setCount(0)} end={<ColumnChooser columns={columns} shown={shown} onShown={setShown} />}>
        <Button size="xs" variant="default" onClick={() => setCount(PAGE)}>
          Fill
        </Button>
      </FilterBar>
      <DataTable
        label="People"
        columns={columns.filter(({ id }) => shown.includes(id))}
        rows={rowsOf(count, sort)}
        rowKey={({ id }) => String(id)}
        link={({ id }) => ({ to: '/', hash: String(id) })}
        sort={sort}
        onSort={setSort}
        more={{ has: count > 0 && count < ROWS_MAX, loading: false, load: () => setCount(ROWS_MAX) }}
        empty={<Notice title="Nobody yet" />}
      />
    </>
  )
}

function Acts() {
  const [asked, setAsked] = useState(false)
  const [said, setSaid] = useState('Kept')
  const done = useUndo()
  const remove = () => {
    setSaid('Removed')
    done('Removed', () => setSaid('Kept'))
  }
  return (
    <>
      <Button size="xs" onClick={remove}>
        Remove
      </Button>
      <output>{said}</output>
      <Button size="xs" onClick={() => setAsked(true)}>
        Erase
      </Button>
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title="Erase Ada?"
        verb="Erase her"
        typed="Ada"
        onConfirm={() => setSaid('Erased')}
      >
        Nothing of her will be left.
      </Confirm>
    </>
  )
}

function Gallery() {
  return (
    <main>
      <PageHeader title="Gallery" lead="What screens are made of">
        <Acts />
      </PageHeader>
      <Stack maw={900}>
        <Table />
        <p>
          <Share part={123} of={1_000} /> <Share part={0} of={0} /> <Moment at={THEN} as="ago" /> <Moment at="no time" />
        </p>
        {NAMES.map((name, at) => (
          <div key={at}>
            <Name>{name}</Name> · after
          </div>
        ))}
        <JsonViewer
          value={{ text: MEGABYTES_10, list: [1, null, true, '<script>alert(1)</script>'], deep: { a: { b: { c: {} } } } }}
          label="Huge"
        />
        <JsonViewer value={keys10000} label="Many" />
        <Snippet code={`curl https://example.org/${'long/'.repeat(60)}`} label="Command" />
        <CopyButton value="x" label="Copy it" />
        <Notice title="Empty">
          <NoticeText>Nothing yet.</NoticeText>
        </Notice>
        <Problem error={new TypeError('Failed to fetch')} retry={() => {}} />
        <Problem error={new Error('a fault')} retry={() => {}} />
        <Loading height={60} />
      </Stack>
      <Toasts />
    </main>
  )
}

const router = createRouter({ routeTree: createRootRoute({ component: Gallery }) })

createRoot(document.getElementById('root')!).render(
  <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} getStyleNonce={styleNonce}>
    <LanguageProvider>
      <RouterProvider router={router as never} />
    </LanguageProvider>
  </MantineProvider>,
)
