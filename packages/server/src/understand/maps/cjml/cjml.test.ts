import type { MapDocument } from '@percorso/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyMap } from '../../../testing/any-map.ts'
import { documentOf } from '../templates/document-of.ts'
import { readCjml } from './read-cjml.ts'
import { writeCjml } from './write-cjml.ts'

const channels = new Map([
  [1, 'web'],
  [2, 'shop'],
])
const back = (document: MapDocument) => readCjml(writeCjml(document, channels))

it('reads what it wrote as it was', () => {
  fc.assert(
    fc.property(anyMap, (document) => {
      expect(back(document)).toEqual({ documents: [document], warnings: [] })
    }),
    { numRuns: 300 },
  )
})

describe('what another program changed since', () => {
  const retail = documentOf({ name: 'A shop', kind: 'desired', template: 'retail', language: 'en' })
  const changed = (change: (xml: string) => string) => {
    const xml = writeCjml(retail, channels)
    const after = change(xml)
    expect(after).not.toBe(xml)
    return readCjml(after).documents[0]!
  }
  const [first, second] = Object.values(retail.steps)

  it('is a name', () => {
    expect(changed((xml) => xml.replace('<journeyTitle>A shop<', '<journeyTitle>\n  Another\n<')).name).toBe('Another')
    const label = `<initiatorLabel>${first!.name}</initiatorLabel>`
    expect(changed((xml) => xml.replace(label, '<initiatorLabel>Renamed</initiatorLabel>')).steps['p1']!.name).toBe('Renamed')
    expect(changed((xml) => xml.replace(/<phaseName>[^<]*</u, '<phaseName>A phase<')).stages['s1']!.name).toBe('A phase')
  })

  it('is the order of touchpoints, and which there are', () => {
    const points = (xml: string) => xml.match(/<planned(CommunicationPoint|Action)>[\s\S]*?<\/planned\1>/gu)!
    const swapped = changed((xml) => {
      const [a, b] = points(xml)
      return xml.replace(a!, '@').replace(b!, a!).replace('@', b!)
    })
    expect(swapped.steps['p2']!.place).toBeLessThan(swapped.steps['p1']!.place)
    expect(swapped.cells).toEqual(retail.cells)
    const without = changed((xml) => xml.replace(points(xml)[0]!, ''))
    expect(Object.keys(without.steps)).not.toContain('p1')
    expect(Object.keys(without.cells).filter((key) => key.endsWith(':p1'))).toEqual([])
    const twice = changed((xml) => xml.replace(points(xml)[1]!, (point) => point + point))
    expect(Object.values(twice.steps).filter(({ name }) => name === second!.name)).toHaveLength(2)
    const added =
      '<plannedAction><touchpointID>T9</touchpointID><initiator><initiatorLabel>New</initiatorLabel></initiator></plannedAction>'
    expect(Object.values(changed((xml) => xml.replace('</touchpoints>', `${added}</touchpoints>`)).steps).at(-1)!.name).toBe('New')
  })

  it('is the prefix of our namespace, or that it means something else now', () => {
    const renamed = (xml: string) => xml.replaceAll(/(<\/?)percorso:/gu, '$1p:').replace('xmlns:percorso=', 'xmlns:p=')
    expect(changed(renamed)).toEqual(retail)
    const { documents, warnings } = readCjml(writeCjml(retail, channels).replace('urn:percorso:map:1', 'urn:other'))
    expect(Object.values(documents[0]!.steps).map(({ name }) => name)).toEqual(Object.values(retail.steps).map(({ name }) => name))
    expect(warnings.join()).toContain('percorso:cell')
  })
})

it('reads journeys that others wrote', () => {
  const { documents, warnings } = readCjml(`<!-- by hand --><CJML version="2.0">
    <plannedJourney><journeyID>PJ1</journeyID><journeyTitle> Buying a book </journeyTitle>
      <journeyPhases><journeyPhase phaseID="A"><phaseName>Order</phaseName></journeyPhase><journeyPhase phaseID="B"><phaseName>Read</phaseName></journeyPhase></journeyPhases>
      <journeyShortSummary>Short</journeyShortSummary><journeyLongSummary>Long</journeyLongSummary>
      <actors><endUser actorID="reader"><actorName>Carla</actorName></endUser><serviceProvider actorID="shop"><companyName>Books</companyName></serviceProvider></actors>
      <touchpoints>
        <plannedCommunicationPoint><touchpointID>T1</touchpointID><belongsTo phaseIDref="A"></belongsTo>
          <initiator><refersTo actorIDref="reader"/><initiatorLabel>Orders &amp; pays</initiatorLabel></initiator>
          <receiver><refersTo actorIDref="shop"/><receiverLabel>Takes the order</receiverLabel></receiver>
          <channel><channelName>Web</channelName></channel><message>Hello</message></plannedCommunicationPoint>
        <plannedCommunicationPoint><touchpointID>T2</touchpointID><belongsTo phaseIDref="A"/>
          <initiator><refersTo actorIDref="shop"/><initiatorLabel>Sends it</initiatorLabel></initiator>
          <receiver><refersTo actorIDref="reader"/><receiverLabel>Gets the parcel</receiverLabel></receiver></plannedCommunicationPoint>
        <plannedAction><touchpointID>T3</touchpointID><belongsTo phaseIDref="B"/><initiator><refersTo actorIDref="reader"/><initiatorLabel>Reads</initiatorLabel></initiator></plannedAction>
      </touchpoints></plannedJourney>
    <actualJourney><journeyID>AJ1</journeyID><plannedReference>PJ1</plannedReference>
      <actors><endUser actorID="Carl"/></actors>
      <touchpoints><actualCommunicationPoint><touchpointID>T1</touchpointID><compliance>failing</compliance>
        <initiator><refersTo actorIDref="Carl"/><initiatorLabel>Complains</initiatorLabel></initiator><comment>By phone</comment>
        <touchpointExperience><experienceDescription>Nobody answers</experienceDescription><experienceRating>1</experienceRating></touchpointExperience>
      </actualCommunicationPoint></touchpoints></actualJourney></CJML>`)
  const [planned, actual] = documents
  expect(planned).toMatchObject({ name: 'Buying a book', about: 'Short\nLong', kind: 'desired', persona: { name: 'Carla' } })
  expect(Object.values(planned!.stages).map(({ name }) => name)).toEqual(['Order', 'Read'])
  expect(Object.values(planned!.steps).map(({ name, stage }) => [name, stage])).toEqual([['Orders & pays', 's1'], ['Gets the parcel', 's1'], ['Reads', 's2']]) // prettier-ignore
  const said = (document: MapDocument) => Object.fromEntries(Object.entries(document.cells).map(([key, { text }]) => [key, text]))
  expect(said(planned!)).toEqual({ 'l1:p1': 'Web', 'l2:p1': 'Takes the order', 'l2:p2': 'Sends it' })
  expect(actual).toMatchObject({ name: 'AJ1', kind: 'lived', persona: { name: 'Carl' } })
  expect(said(actual!)).toEqual({ 'l3:p1': 'Nobody answers (1)', 'l4:p1': 'By phone\ncompliance: failing' })
  expect(warnings).toEqual(['Not read: message', 'Not read: plannedReference'])
})

const journey = (inside: string) => `<CJML version="2.0" xmlns:p="urn:percorso:map:1"><plannedJourney>${inside}</plannedJourney></CJML>`

describe('what is no CJML', () => {
  it.for([
    ['', 'root element'],
    ['not xml', 'outside the root'],
    ['<CJML version="2.0"><plannedJourney></CJML>', 'closes what is not open'],
    ['<!DOCTYPE CJML [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><CJML version="2.0">&b;</CJML>', 'document types'],
    ['<!DOCTYPE CJML SYSTEM "file:///etc/passwd"><CJML version="2.0"/>', 'document types'],
    ['<CJML version="2.0"><plannedJourney><journeyID>&xxe;</journeyID></plannedJourney></CJML>', '&xxe;'],
    [`<CJML version="2.0">${'<a>'.repeat(200)}`, 'nested deeper'],
    ['<BPMN version="2.0"/>', '<BPMN>'],
    ['<c:CJML xmlns:c="x" version="2.0"/>', 'no prefix'],
    ['<CJML xmlns="http://www.omg.org/spec/BPMN" version="2.0"/>', 'namespace'],
    ['<CJML version="1.1"/>', '1.1'],
    ['<CJML/>', 'unknown'],
    ['<CJML version="2.0"/>', 'neither'],
    [journey('<p:map>{</p:map>'), '<p:map>'],
    [journey('<p:map>[]</p:map>'), '<p:map>'],
    [journey('<p:map>{"name":"M","about":"","persona":{},"lanes":{"__proto__":{"polluted":true}}}</p:map>'), 'makes no map'],
    [journey(`<journeyID>J</journeyID><touchpoints>${'<plannedAction/>'.repeat(201)}</touchpoints>`), '200 steps'],
    [journey('<journeyID> </journeyID>'), 'name'],
  ])('is refused, and it says why: %s', ([xml, why]) => {
    let hint: string | undefined
    try {
      readCjml(xml!)
    } catch (error) {
      expect(error).toMatchObject({ code: 'bad_cjml', status: 422 })
      hint = (error as { hint?: string }).hint
    }
    expect(hint).toContain(why)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('cannot reach what all objects have', () => {
    const step = '<plannedAction><p:step id="__proto__">{"place":1,"polluted":true}</p:step></plannedAction>'
    const [document] = readCjml(journey(`<journeyID>J</journeyID><touchpoints>${step}</touchpoints>`)).documents
    expect(document!.steps).toEqual({})
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('is never anything else, however it is broken', () => {
    const whole = writeCjml(documentOf({ name: 'M', kind: 'lived', template: 'empty', language: 'en' }), channels)
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(30), fc.string({ maxLength: 5 }), (at, length, put) => {
        const broken = whole.slice(0, at) + put + whole.slice(at + length)
        try {
          for (const document of readCjml(broken).documents) expect(document.name).not.toBe('')
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad_cjml' })
        }
      }),
      { numRuns: 300 },
    )
  })
})
