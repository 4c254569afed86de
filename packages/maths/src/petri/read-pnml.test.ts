import { expect, test } from 'vitest'
import { readPnml } from './read-pnml.ts'

const place = (id: string, inside = '') => `<place id="${id}">${inside}</place>`
const tokens = (n: number | string) => `<initialMarking><text>${n}</text></initialMarking>`
const transition = (id: string, name?: string) =>
  `<transition id="${id}">${name === undefined ? '' : `<name><text>${name}</text></name>`}</transition>`
const arc = (source: string, target: string, inside = '') =>
  `<arc id="${source}-${target}" source="${source}" target="${target}">${inside}</arc>`
const pnml = (...inside: string[]) => `<pnml><net id="n" type="ptnet"><page id="p">${inside.join('')}</page></net></pnml>`
const minimal = [place('start', tokens(1)), place('end'), transition('t', 'visit'), arc('start', 't'), arc('t', 'end')]

test('places, labels, arcs and markings; the place that nothing leaves is the end', () => {
  expect(readPnml(pnml(...minimal))).toEqual({
    net: {
      places: ['start', 'end'],
      transitions: [{ label: 'visit', inputs: [{ place: 0, weight: 1 }], outputs: [{ place: 1, weight: 1 }] }],
      initial: [1, 0],
      final: [0, 1],
    },
  })
})

test('weights; arcs that join the same two; nodes on several pages; a final marking', () => {
  const weight = '<inscription><text> 2 </text></inscription>'
  const document = `<pnml><net id="n">${place('p', tokens(3))}<page id="1">${transition('t', 'x')}<page id="2">${place('q')}</page></page>
    ${arc('p', 't', weight)}${arc('p', 't')}${arc('t', 'q')}${arc('t', 'p')}
    <finalmarkings><marking><place idref="q"><text>1</text></place><place idref="p"><text>1</text></place></marking></finalmarkings></net></pnml>`
  expect(readPnml(document)).toMatchObject({
    net: {
      transitions: [
        {
          inputs: [{ place: 0, weight: 3 }],
          outputs: [
            { place: 1, weight: 1 },
            { place: 0, weight: 1 },
          ],
        },
      ],
      initial: [3, 0],
      final: [1, 1],
    },
  })
})

test.each([
  ['without a name', transition('t')],
  ['with an empty name', transition('t', ' ')],
  ['named tau', transition('t', 'tau')],
  ['that ProM marks', '<transition id="t"><name><text>skip</text></name><toolspecific tool="ProM" activity="$invisible$"/></transition>'],
])('a transition %s is silent', (_, silent) => {
  const read = readPnml(pnml(place('start', tokens(1)), place('end'), silent, arc('start', 't'), arc('t', 'end')))
  expect(read).toMatchObject({ net: { transitions: [{ label: undefined }] } })
})

const kind = (name: string) => `<arctype><text>${name}</text></arctype>`

test.each([
  ['<!DOCTYPE pnml [<!ENTITY a "b">]><pnml/>', 'document types'],
  ['<pnml><net id="n">', '<net> is not closed'],
  ['<xes/>', 'this is not PNML with one net'],
  ['<pnml/>', 'this is not PNML with one net'],
  ['<pnml><net/><net/></pnml>', 'this is not PNML with one net'],
  [pnml(place('a'), place('a')), 'there are two nodes a'],
  [pnml('<place/>'), 'a place has no id'],
  [pnml(...minimal, arc('start', 'nowhere')), 'arc start-nowhere has no target in the net'],
  [pnml(...minimal, '<arc id="x" source="start"/>'), 'arc x has no target in the net'],
  [pnml(...minimal, arc('start', 'end')), 'arc start-end does not join a place and a transition'],
  [pnml(...minimal, arc('end', 't', kind('inhibitor'))), 'of the kind inhibitor'],
  [pnml(...minimal, arc('end', 't', '<inscription><text>0</text></inscription>')), 'has a weight of 0'],
  [pnml(...minimal, arc('end', 't', '<inscription><text>x</text></inscription>')), 'an inscription is “x”'],
  [pnml(place('a', tokens('1e9'))), 'an initial marking is “1e9”'],
  [pnml(place('a', tokens('99999'))), 'no whole number up to 1000'],
  [pnml(place('a', tokens(-1))), 'an initial marking is “-1”'],
  [pnml(place('a'), place('b')), 'not just one place that nothing leaves'],
  [pnml(...minimal, '<referencePlace id="r" ref="start"/>'), 'a referencePlace is not understood'],
  [pnml(...minimal).replace('</net>', '<finalmarkings><marking/><marking/></finalmarkings></net>'), 'more than one final marking'],
  [
    pnml(...minimal).replace('</net>', '<finalmarkings><marking><place idref="t"><text>1</text></place></marking></finalmarkings></net>'),
    'the final marking names t',
  ],
])('%s', (document, why) => {
  const read = readPnml(document)
  expect('problem' in read && read.problem).toContain(why)
})
