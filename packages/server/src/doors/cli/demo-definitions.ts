import type { InitiativeDraft, MomentsQuestion, SegmentWhere } from '@percorso/contract'
import type { ApiClient } from './api-client.ts'
import { demoMap } from './demo-map.ts'
import { demoTouchpoints } from './demo-touchpoints.ts'

const DAY_MS = 86_400_000

/**
 * What somebody who runs Casa Moro would have written down by now: touchpoints, some segments, a map of what customers should live through, a study of
 * what brings them back, and an initiative. Does nothing where there are touchpoints already.
 */
export async function defineSample(client: ApiClient, now: number): Promise<void> {
  const ask: ApiClient['ask'] = (path, request) => client.ask(path, request)
  const { items } = await ask<{ items: unknown[] }>('/touchpoints')
  if (items.length > 0) return
  const known = new Map<string, number>()
  for (const json of demoTouchpoints) {
    const { touchpointId } = await ask<{ touchpointId: number }>('/touchpoints', { method: 'POST', json })
    known.set(json.name, touchpointId)
  }
  const ids = (...names: string[]) => names.map((name) => known.get(name)!)
  const segment = async (name: string, where: SegmentWhere) =>
    (await ask<{ segmentId: number }>('/segments', { method: 'POST', json: { name, rule: { version: 1, where } } })).segmentId
  const online = await segment('Orders online', { count: { fact: 'Delivery Promised' }, op: 'atLeast', value: 1 })
  await segment('Poland', { trait: 'address.country', op: 'equals', value: 'PL' })
  const late = await segment('Late parcel in the last 90 days', {
    count: { fact: 'Order Delivered', where: [{ property: 'late_days', op: 'atLeast', value: 1 }] },
    within: { last: { n: 90, unit: 'days' } },
    op: 'atLeast',
    value: 1,
  })
  const { mapId } = await ask<{ mapId: number }>('/maps', { method: 'POST', json: { document: demoMap(ids, online) } })
  const lived = { name: 'A year with Casa Moro', kind: 'lived', template: 'retail', language: 'en' }
  await ask('/maps', { method: 'POST', json: lived })
  const study = await ask<{ studyId: number }>('/moments/studies', { method: 'POST', json: { name: 'What brings first buyers back', question: comingBack() } })
  await ask(`/moments/studies/${study.studyId}/renew`, { method: 'POST' })
  await ask('/initiatives', { method: 'POST', json: callWhenLate({ mapId, segmentId: late, now }) })
} // prettier-ignore

/** First buyers: what they met within three weeks, and a second order in the 90 days after that. */
function comingBack(): Partial<MomentsQuestion> {
  const order = (n: number) => ({
    match: { fact: 'Order Completed', where: [{ property: 'order_number', op: 'equals' as const, value: n }] },
  })
  return {
    steps: 'touchpoints',
    reached: order(1),
    outcome: { kind: 'did', marker: order(2) },
    landmarkDays: 21,
    horizonDays: 90,
    traits: ['address.country'],
  }
}

function callWhenLate({ mapId, segmentId, now }: { mapId: number; segmentId: number; now: number }): InitiativeDraft {
  return {
    name: 'Call within a day when a parcel is late',
    owner: 'Service',
    hypothesis: 'Who is called before they have to ask forgives a late parcel, and orders again.',
    mapId,
    about: { kind: 'failed', step: 'p2' },
    metric: { kind: 'outcome', match: { fact: 'Order Completed' }, days: 30, wish: 'more' },
    target: 0.7,
    dueOn: new Date(now + 60 * DAY_MS).toISOString().slice(0, 10),
    state: 'running',
    startedAt: new Date(now - 45 * DAY_MS).toISOString(),
    endedAt: null,
    segmentId,
    control: { kind: 'random', percent: 50 },
  }
}
