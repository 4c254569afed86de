import type { LaneKind, MapDocument, MapStep } from '@percorso/contract'
import { inOrder, stepsInOrder } from '../map-order.ts'
import { NAMESPACE, leaf, tree, xmlJson, xmlText } from './xml-text.ts'

const [CUSTOMER, COMPANY] = ['customer', 'company']

/** What carries a touchpoint, by its id. */
export type Channels = ReadonlyMap<number, string>

/**
 * A map as CJML 2.0 (cjml.no): a lived one as an actual journey, others as planned ones; stages are phases, and a step is a communication point if the
 * company has a part in it, else an action. What CJML has no word for stands beside it in elements of our own, so that the map can be read back whole.
 */
export function writeCjml(document: MapDocument, channels: Channels): string {
  const { name, about, kind, persona, question, lanes } = document
  const mode = kind === 'lived' ? 'actual' : 'planned'
  const journey = tree(`${mode}Journey`, [
    leaf('journeyID', 'J1'),
    leaf('journeyTitle', xmlText(name)),
    tree('journeyPhases', inOrder(document.stages).map(([id, stage]) => phaseXml(id, stage))),
    leaf('journeyShortSummary', xmlText(about)),
    tree('actors', [
      tree('endUser', [leaf('actorName', xmlText(persona.name))], { actorID: CUSTOMER }),
      tree('serviceProvider', [], { actorID: COMPANY }),
    ]),
    tree('touchpoints', stepsInOrder(document).map(([id, step]) => stepXml({ document, mode, channels }, id, step))),
    leaf('percorso:map', xmlJson({ name, about, kind, persona, question, lanes })),
  ]) // prettier-ignore
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tree('CJML', [journey], { version: '2.0', 'xmlns:percorso': NAMESPACE })}\n`
}

function phaseXml(id: string, stage: MapDocument['stages'][string]): string {
  const said = [leaf('phaseName', xmlText(stage.name)), leaf('phaseDescription', '')]
  return tree('journeyPhase', [...said, leaf('percorso:stage', xmlJson(stage))], { phaseID: id })
}

type Writing = { document: MapDocument; mode: 'actual' | 'planned'; channels: Channels }

function stepXml({ document, mode, channels }: Writing, id: string, step: MapStep): string {
  const cells = inOrder(document.lanes).flatMap(([laneId, { kind }]) => {
    const cell = document.cells[`${laneId}:${id}`]
    return cell ? [{ laneId, kind, cell }] : []
  })
  const textIn = (wanted: LaneKind) => cells.find(({ kind, cell }) => kind === wanted && cell.text !== '')?.cell.text ?? ''
  const front = textIn('front')
  const isMeeting = step.touchpoints.length > 0 || front !== ''
  const channel = step.touchpoints.map((touchpointId) => channels.get(touchpointId)).find((found) => found !== undefined)
  const emotion = cells.find(({ kind, cell }) => kind === 'emotion' && cell.emotion !== null)?.cell.emotion
  return tree(`${mode}${isMeeting ? 'CommunicationPoint' : 'Action'}`, [
    leaf('touchpointID', id),
    leaf('belongsTo', '', { phaseIDref: step.stage }),
    tree('initiator', [leaf('refersTo', '', { actorIDref: CUSTOMER }), leaf('initiatorLabel', xmlText(step.name))]),
    ...(isMeeting ? [tree('receiver', [leaf('refersTo', '', { actorIDref: COMPANY }), leaf('receiverLabel', xmlText(front))])] : []),
    ...(channel === undefined ? [] : [tree('channel', [leaf('channelName', xmlText(channel))])]),
    ...(mode === 'actual' ? experienceXml(textIn('thoughts'), emotion) : []),
    leaf('percorso:step', xmlJson(step), { id }),
    ...cells.map(({ laneId, cell }) => leaf('percorso:cell', xmlJson(cell), { lane: laneId })),
  ])
}

/** CJML has experiences in actual journeys only. */
function experienceXml(thoughts: string, emotion: number | null | undefined): string[] {
  if (thoughts === '' && typeof emotion !== 'number') return []
  const rating = typeof emotion === 'number' ? [leaf('experienceRating', String(emotion))] : []
  return [tree('touchpointExperience', [leaf('experienceDescription', xmlText(thoughts)), ...rating])]
}
