import type { CellBinding, LaneKind, MapCell, MapDocument, MapStep } from '@percorso/contract'

type TouchpointIds = (...names: string[]) => number[]

const LANES: [key: string, kind: LaneKind, name: string][] = [
  ['tp', 'touchpoints', 'Touchpoints'],
  ['cu', 'customer', 'What the customer does'],
  ['fr', 'front', 'Front stage'],
  ['ba', 'back', 'Back stage'],
  ['su', 'support', 'Support processes'],
  ['th', 'thoughts', 'Thoughts'],
  ['em', 'emotion', 'Emotion'],
  ['pa', 'pains', 'Pains'],
  ['op', 'opportunities', 'Opportunities'],
  ['mo', 'moments', 'Moments of truth'],
  ['me', 'measures', 'What facts say'],
  ['ow', 'owners', 'Who owns it'],
]
const BLANK: MapCell = { text: '', emotion: null, moment: false, providers: [], modules: [], evidence: { level: 'assumed', n: null, source: '' }, binding: null } // prettier-ignore
const USUAL = { branch: '', optional: false, repeats: false, within: null, score: null, failed: [] }

/** What each lane says of a step, in the order of LANES from the second on; the emotion apart. */
type Told = { step: Partial<MapStep> & { name: string; stage: string }; says: Record<string, string>; emotion: number; measure?: CellBinding; observed?: number } // prettier-ignore

function told(ids: TouchpointIds): Told[] {
  return [
    {
      step: { name: 'Orders', stage: 'order', touchpoints: ids('Order online') },
      says: { cu: 'Chooses a delivery and orders', fr: 'Order page, confirmation by e-mail', ba: 'Order is picked and packed', su: 'Stock, payment', th: '“I hope it comes before the weekend.”', op: 'Say the day before they order', ow: 'Web shop' },
      emotion: 1,
      measure: { kind: 'people', touchpoints: ids('Order online') },
    },
    {
      step: { name: 'Knows when it comes', stage: 'wait', touchpoints: ids('Delivery promise'), repeats: true, within: { n: 1, unit: 'days' } },
      says: { cu: 'Reads when it will come, plans the day', fr: 'Message with the day, message when it has left', ba: 'Parcel is handed to the courier', su: 'Courier’s planning', th: '“Good, Thursday.”', pa: 'No word when the day changes', op: 'Tell them before they ask', ow: 'Logistics' },
      emotion: 0.5,
      measure: { kind: 'duration', from: ids('Order online'), to: ids('Delivery promise') },
      observed: 12,
    },
    {
      step: { name: 'Unpacks it', stage: 'receive', touchpoints: ids('Parcel arrives', 'Late parcel'), within: { n: 6, unit: 'days' }, failed: [{ fact: 'Order Delivered', where: [{ property: 'late_days', op: 'atLeast', value: 1 }] }] },
      says: { cu: 'Receives the parcel, unpacks', fr: 'Courier at the door, packaging', ba: 'Delivery is noted', su: 'Courier’s tracking', th: '“Finally!”', pa: 'It comes late, and nobody says why', op: 'Call within a day when it is late', mo: 'On time or not decides whether they come back', ow: 'Logistics' },
      emotion: 1.5,
      measure: { kind: 'duration', from: ids('Delivery promise'), to: ids('Parcel arrives', 'Late parcel') },
      observed: 12,
    },
    {
      step: { name: 'Says how it is', stage: 'live', touchpoints: ids('Survey and review'), optional: true, repeats: true, score: { of: { fact: 'Product Reviewed' }, property: 'rating', least: 4 } },
      says: { cu: 'Uses it, writes a review', fr: 'Question by e-mail', ba: 'Reviews are read', su: 'Text analysis', th: '“It does look good here.”', op: 'Thank them, and answer the unhappy', ow: 'Research' },
      emotion: 1,
      measure: { kind: 'mean', of: { fact: 'Product Reviewed' }, property: 'rating' },
    },
  ]
} // prettier-ignore

/** From order to home, as Casa Moro wants it: the map that the sample world is held against. */
export function demoMap(ids: TouchpointIds, segmentId: number): MapDocument {
  const stages = { order: ['Order', 'during'], wait: ['Wait', 'after'], receive: ['Receive', 'after'], live: ['Live with it', 'after'] } as const
  const steps = told(ids)
  return {
    name: 'From order to home',
    about: 'What everybody who orders online should live through until what they ordered is theirs.',
    kind: 'desired',
    persona: { name: 'Giulia, who furnishes her first home', about: '31, Bologna. Buys online in the evening, and a little more each month.', goals: 'Know the day. Not have to ask.', segmentId },
    question: { steps: 'touchpoints', by: { kind: 'property', property: 'order_id' }, start: { step: String(ids('Order online')[0]) } },
    stages: Object.fromEntries(Object.entries(stages).map(([key, [name, phase]], place) => [key, { name, phase, place, order: 'drawn', repeats: false }])),
    steps: Object.fromEntries(steps.map(({ step }, n) => [`p${n}`, { ...USUAL, touchpoints: [], place: n, ...step }])),
    lanes: Object.fromEntries(LANES.map(([key, kind, name], place) => [key, { name, place, kind }])),
    cells: Object.fromEntries(steps.flatMap((one, n) => cellsOf(one).map(([lane, cell]) => [`${lane}:p${n}`, cell]))),
  }
} // prettier-ignore

function cellsOf({ says, emotion, measure, observed }: Told): [lane: string, cell: MapCell][] {
  const evidence = observed === undefined ? BLANK.evidence : { level: 'observed' as const, n: observed, source: 'Interviews with customers' }
  return [
    ...Object.entries(says).map(([lane, text]): [string, MapCell] => [lane, { ...BLANK, text, moment: lane === 'mo', evidence }]),
    ['em', { ...BLANK, emotion, evidence }],
    ...(measure ? [['me', { ...BLANK, evidence: { level: 'measured', n: null, source: '' }, binding: measure }] satisfies [string, MapCell]] : []),
  ]
} // prettier-ignore
