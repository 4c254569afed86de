import { it } from 'vitest'
import { buildMember, buildWorkspace } from '../../testing/index.ts'
import { axeViolations, startConsole } from '../../testing/living-console.ts'

const { stores, origin, openPage } = await startConsole()

it('looks', { timeout: 400_000 }, async () => {
  const { workspaceId, writeKey } = await buildWorkspace(stores)
  const { cookie } = await buildMember(stores, { workspaceId, origin })
  const call = async (path: string, body?: object) => {
    const answer = await fetch(`${origin}/api/v1${path}`, { headers: { cookie, origin, 'content-type': 'application/json' }, ...(body && { method: 'POST', body: JSON.stringify(body) }) })
    const json = (await answer.json()) as Record<string, any>
    if (!answer.ok) console.log(path, answer.status, json)
    return json
  }
  const headers = { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' }
  const batch = Array.from({ length: 60 }, (_, n) => [{ type: 'track', userId: `p${n}`, event: 'Product Viewed', timestamp: new Date(Date.now() - 90_000_000).toISOString() }, ...(n % 3 ? [{ type: 'track', userId: `p${n}`, event: 'Order Completed' }] : [])]).flat()
  await fetch(`${origin}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) })
  const view = await call('/touchpoints', { name: 'Product pages', channel: 'web', stage: 'before', matches: [{ fact: 'Product Viewed' }] })
  await call('/touchpoints', { name: 'Checkout', channel: 'web', stage: 'during', matches: [{ fact: 'Order Completed' }] })
  const made = await call('/maps', { name: 'Buying a bicycle', kind: 'desired', template: 'retail', language: 'en' })
  const doc = made.document
  const steps = Object.keys(doc.steps)
  const lanes = Object.entries(doc.lanes) as [string, any][]
  console.log(steps.length, lanes.map(([, l]) => l.kind))
  const moment = lanes.find(([, l]) => l.kind === 'moments')?.[0] ?? lanes[0]![0]
  const measures = lanes.find(([, l]) => l.kind === 'measures')?.[0] ?? lanes[1]![0]
  const cell = (more: object) => ({ text: '', emotion: null, moment: false, providers: [], modules: [], evidence: { level: 'assumed', n: null, source: '' }, binding: null, ...more })
  const edit = (path: string[], value: any) => { let was: any = doc; for (const p of path) was = was?.[p]; return { path, ...(was !== undefined && { was }), value } }
  const r = await call(`/maps/${made.mapId}/changes`, { revision: made.revision, changes: [{ changeId: crypto.randomUUID(), edits: [
    edit(['cells', `${moment}:${steps[1]}`], cell({ text: 'Is it in stock?', moment: true, evidence: { level: 'observed', n: 14, source: 'Interviews' } })),
    edit(['cells', `${measures}:${steps[2]}`], cell({ text: 'Looked at a product', evidence: { level: 'measured', n: null, source: '' }, binding: { kind: 'people', touchpoints: [view.touchpointId] } })),
    edit(['steps', steps[0]!, 'touchpoints'], [view.touchpointId]), edit(['steps', steps[1]!, 'optional'], true), edit(['steps', steps[1]!, 'repeats'], true), edit(['steps', steps[2]!, 'branch'], 'in the shop'),
  ] }] })
  console.log(JSON.stringify(r.refused))
  await call(`/maps/${made.mapId}/comments`, { place: `${moment}:${steps[1]}`, text: 'Ask the shop staff.' })
  const { page, complaints } = await openPage({ cookie })
  const shot = async (name: string, path: string) => {
    await page.goto(`${origin}${path}`)
    await page.locator('main h1').first().waitFor({ state: 'attached' })
    await page.waitForTimeout(1200)
    for (const width of [1440, 390]) for (const scheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme: scheme })
      await page.waitForTimeout(250)
      await page.screenshot({ path: `/tmp/looks/${name}-${width}-${scheme}.png` })
      const wrong = await axeViolations(page)
      if (wrong.length) console.log(name, width, scheme, wrong.map((w) => w.slice(0, 400)))
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (over > 0) console.log('OVERFLOW', name, width, over)
    }
  }
  await shot('list', '/maps')
  await shot('map', `/maps/${made.mapId}`)
  await shot('cell', `/maps/${made.mapId}?panel=details&at=${moment}:${steps[1]}`)
  await shot('measure', `/maps/${made.mapId}?panel=details&at=${measures}:${steps[2]}`)
  await shot('step', `/maps/${made.mapId}?panel=details&at=steps/${steps[0]}`)
  await shot('blueprint', `/maps/${made.mapId}?view=blueprint`)
  await shot('circle', `/maps/${made.mapId}?view=circle`)
  await shot('persona', `/maps/${made.mapId}?panel=persona`)
  await shot('comments', `/maps/${made.mapId}?panel=comments`)
  const share = await call(`/maps/${made.mapId}/shares`, { days: 3 })
  await shot('shared', new URL(share.url).pathname)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(`${origin}/maps/${made.mapId}`)
  for (const format of ['PNG', 'PDF']) {
    await page.getByRole('button', { name: 'Export' }).click()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: new RegExp(format) }).click()])
    await file.saveAs(`/tmp/looks/export.${format.toLowerCase()}`)
  }
  console.log(complaints)
})
