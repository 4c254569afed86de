import { execFileSync } from 'node:child_process'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../packages/server/src/testing/browser.ts'
import { buildMember } from '../packages/server/src/testing/members.ts'
import { judge, percentile } from './figure.ts'
import type { Figure } from './figure.ts'
import { ask, startLivingSystem } from './living-system.ts'
import type { LivingSystem } from './living-system.ts'

const STEPS = 20
const LANES = ['customer', 'front', 'back', 'thoughts', 'emotion', 'pains', 'opportunities', 'owners', 'notes', 'emotion'] as const
const EDITING_MS = 8_000
const IDLE_MS = 2_000
const GRAPH_STEPS = 150
const PEOPLE = 2_000
/** A frame of 60 a second, and what clocks round off. */
const FRAME_MS_MAX = 17.5

const builder = path.resolve(import.meta.dirname, '../packages/console/build.ts')

/** What the browser does while people work: frames of a map of 200 cells being edited by keys, and the layout of a journey graph of 150 steps. */
export async function benchMaps(scale: number): Promise<Figure[]> {
  execFileSync(process.execPath, [builder, '--if-stale'])
  const server = await startLivingSystem()
  const browser = await launchBrowser()
  try {
    const { cookie } = await buildMember(server.stores, { workspaceId: server.workspaceId, origin: server.url })
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
    const [name, value] = cookie.split(/=(.*)/su)
    await context.addCookies([{ name: name!, value: value!, url: server.url }])
    const page = await context.newPage()
    return [...(await benchEditing(server, page, scale)), ...(await benchLayout(server, page))]
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function benchEditing(server: LivingSystem, page: Page, scale: number): Promise<Figure[]> {
  const { mapId } = await ask<{ mapId: number }>(server, '/maps', { document: mapOf200Cells() })
  await page.goto(`${server.url}/maps/${mapId}?at=l0:s0`)
  await page.getByRole('gridcell').first().waitFor()
  await edit(page, 1_000) // everything's first time
  await page.evaluate(countFrames)
  await page.waitForTimeout(IDLE_MS)
  const idle = await page.evaluate(() => (globalThis as unknown as Counting).frames.splice(0))
  const edits = await edit(page, EDITING_MS * scale)
  const frames = await page.evaluate(() => (globalThis as unknown as Counting).frames)
  await page.getByText('Saved', { exact: true }).waitFor()
  const p95 = percentile(frames, 0.95)
  return [
    judge({ figure: 'maps.edit_frame_ms_p95', value: p95, unit: 'ms', bar: FRAME_MS_MAX, rule: 'at most', n: frames.length }),
    judge({ figure: 'maps.edit_frames_per_second', value: 1000 / mean(frames), unit: 'frames/s', bar: 58, n: frames.length }),
    judge({ figure: 'maps.idle_frame_ms_p95', value: percentile(idle, 0.95), unit: 'ms', n: idle.length }),
    judge({ figure: 'maps.edit_frame_ms_longest', value: Math.max(...frames), unit: 'ms', n: frames.length }),
    judge({ figure: 'maps.edits', value: edits, unit: 'edits', n: frames.length }),
  ]
}

/** Writes into cells and moves feelings by keys, up and down the map, for so long; returns how many edits that were. */
async function edit(page: Page, ms: number): Promise<number> {
  const { keyboard } = page
  const until = Date.now() + ms
  let edits = 0
  while (Date.now() < until) {
    const isFeeling = await page.evaluate(() => document.activeElement?.getAttribute('data-kind') === 'emotion')
    await keyboard.press('Enter')
    if (isFeeling) for (const key of ['Home', 'ArrowUp', 'ArrowUp', 'PageUp']) await keyboard.press(key)
    else await keyboard.type(` ${edits}`)
    await keyboard.press(isFeeling ? 'Escape' : 'Enter')
    edits += isFeeling ? 4 : 1
    await keyboard.press(edits % 7 === 0 ? 'ArrowRight' : 'ArrowDown')
    if (edits % 11 === 0) await keyboard.press('Control+Home')
    if (edits % 11 === 0) for (let down = 0; down < 2; down += 1) await keyboard.press('ArrowDown')
  }
  return edits
}

type Counting = { frames: number[] }

/** Runs in the page: how long each frame took. */
function countFrames(): void {
  const counting = globalThis as unknown as Counting
  counting.frames = []
  let last: number | undefined
  const tick = (now: number) => {
    if (last !== undefined) counting.frames.push(now - last)
    last = now
    requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
}

function mapOf200Cells(): object {
  const place = (index: number) => ({ name: `No. ${index}`, place: index })
  const steps = Array.from({ length: STEPS }, (_, step) => `s${step}`)
  const cells = LANES.flatMap((kind, lane) => steps.map((step, index) => [`l${lane}:${step}`, cell(kind, index)] as const))
  return {
    name: 'Two hundred cells',
    about: '',
    kind: 'lived',
    persona: { name: '', about: '', goals: '', segmentId: null },
    question: null,
    stages: Object.fromEntries(['before', 'during', 'after', 'after'].map((phase, stage) => [`g${stage}`, { ...place(stage), phase, order: 'drawn', repeats: false }])),
    steps: Object.fromEntries(
      steps.map((step, index) => [step, { ...place(index), stage: `g${Math.floor(index / 5)}`, branch: '', optional: false, repeats: false, touchpoints: [], within: null, score: null, failed: [] }]),
    ),
    lanes: Object.fromEntries(LANES.map((kind, lane) => [`l${lane}`, { ...place(lane), kind }])),
    cells: Object.fromEntries(cells),
  }
} // prettier-ignore

function cell(kind: string, index: number): object {
  const isFeeling = kind === 'emotion'
  return {
    text: isFeeling ? '' : 'What goes on here, in a line or two of words',
    emotion: isFeeling ? (index % 5) - 2 : null,
    moment: false,
    providers: [],
    modules: [],
    evidence: { level: 'assumed', n: null, source: '' },
    binding: null,
  }
}

type Laying = { laid: { from: number; to: number }[]; blocks: { from: number; ms: number }[] }

async function benchLayout(server: LivingSystem, page: Page): Promise<Figure[]> {
  await buildJourneys(server)
  await page.addInitScript(watchLayouts)
  await page.goto(`${server.url}/journeys?steps=facts&detail=0`)
  await page.waitForFunction(() => (globalThis as unknown as Laying).laid.length > 0, undefined, { timeout: 60_000 })
  await page.waitForTimeout(500) // long tasks are told of later
  const { laid, blocks } = await page.evaluate(() => {
    const { laid: all, blocks: long } = globalThis as unknown as Laying
    return { laid: all.at(-1)!, blocks: long }
  })
  const meanwhile = blocks.filter(({ from, ms }) => from < laid.to && from + ms > laid.from)
  return [
    judge({ figure: 'journeys.layout_ms', value: laid.to - laid.from, unit: 'ms', bar: 1_000, rule: 'at most', n: GRAPH_STEPS }),
    judge({ figure: 'journeys.layout_block_ms', value: Math.max(0, ...meanwhile.map(({ ms }) => ms)), unit: 'ms', n: GRAPH_STEPS }),
  ]
}

/** Runs in the page, before anything else does: from asking a worker to its answer, and what keeps the page from answering meanwhile. */
function watchLayouts(): void {
  const laying: Laying = { laid: [], blocks: [] }
  Object.assign(globalThis, laying)
  globalThis.Worker = class extends Worker {
    override postMessage(message: unknown): void {
      const from = performance.now()
      this.addEventListener('message', () => laying.laid.push({ from, to: performance.now() }), { once: true })
      super.postMessage(message)
    }
  }
  new PerformanceObserver((list) => {
    laying.blocks.push(...list.getEntries().map(({ startTime, duration }) => ({ from: startTime, ms: duration })))
  }).observe({ type: 'longtask', buffered: true })
}

/** People who come in at ten of 150 steps, and go on to the next, the second or the third after it: some 360 passages. */
async function buildJourneys({ stores: { warehouse }, workspaceId }: LivingSystem): Promise<void> {
  await warehouse.command(
    `insert into facts settings max_partitions_per_insert_block = 0
     with number % {people:UInt64} as n, intDiv(number, {people:UInt64}) as turn, cityHash64(n) as h
     select {workspaceId:UInt32}, reinterpretAsUUID(sipHash128('walker', n)), now64(3) - toIntervalDay(30) + toIntervalMinute(turn), concat('walked-', toString(number)), 'track',
       concat('Step ', toString((intDiv(h, 3) % 10 * 15 + turn * (1 + h % 3)) % {steps:UInt64})), 1, '', '', '', '{}'::JSON, '{}', now64(3), false, 0
     from numbers({facts:UInt64})`,
    { workspaceId, people: PEOPLE, steps: GRAPH_STEPS, facts: PEOPLE * 12 },
  )
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
