import type { Stores } from '../../stores/index.ts'
import type { Follower } from '../following/index.ts'
import { endpoints } from '../../record/access/index.ts'
import { previewOf, propertiesOf, vocabularyOf } from './ask-rules.ts'
import { comparePeople } from './compare-people.ts'
import { changeSegment, createSegment, removeSegment } from './define-segment.ts'
import { decideByHand, evaluateRule, explainPerson } from './explain-person.ts'
import { listMembers, listMemberships, listSegments, listVersions, readOverlap, readSegment, readSizes } from './show-segments.ts'

/** The API of segments and rules. */
export function segmentRoutes({ warehouse, follower }: Pick<Stores, 'warehouse'> & { follower: Follower }) {
  const api = endpoints.segments
  return {
    segments: {
      list: api.list.handler(async ({ context }) => ({ items: await listSegments(context) })),
      get: api.get.handler(({ input, context }) => readSegment(context, input.segmentId)),
      create: api.create.handler(async ({ input, context }) => readSegment(context, (await createSegment(context, input)).segmentId)),
      change: api.change.handler(async ({ input: { segmentId, ...change }, context }) => {
        await changeSegment(context, segmentId, defined(change))
        return readSegment(context, segmentId)
      }),
      remove: api.remove.handler(async ({ input, context }) => {
        await removeSegment(context, input.segmentId)
        return { deleted: true as const }
      }),
      versions: api.versions.handler(async ({ input, context }) => ({ items: await listVersions(context, input.segmentId) })),
      members: api.members.handler(({ input, context }) => listMembers(context, input)),
      sizes: api.sizes.handler(({ input, context }) => readSizes(context, input.segmentId, input.days)),
      overlap: api.overlap.handler(async ({ input, context }) => ({ items: await readOverlap(context, input.segmentId) })),
      compare: api.compare.handler(({ input, context }) => comparePeople({ warehouse, request: context }, input)),
      explain: api.explain.handler(({ input, context }) =>
        explainPerson({ warehouse, follower, request: context }, input.segmentId, input.profileId),
      ),
      decide: api.decide.handler(({ input, context }) => decideByHand({ warehouse, follower, request: context }, input)),
      ofPerson: api.ofPerson.handler(async ({ input, context }) => ({ items: await listMemberships(context, input.profileId) })),
      preview: api.preview.handler(({ input, context }) => previewOf({ warehouse, request: context }, input.rule)),
      evaluate: api.evaluate.handler(({ input, context }) =>
        evaluateRule({ warehouse, follower, request: context }, input.rule, input.profileId),
      ),
      vocabulary: api.vocabulary.handler(({ context }) => vocabularyOf({ warehouse, request: context })),
      properties: api.properties.handler(({ input, context }) => propertiesOf({ warehouse, request: context }, input.fact)),
    },
  }
}

/** Without what was not sent. */
function defined<Change extends object>(change: Change): { [Key in keyof Change]?: Exclude<Change[Key], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Change]?: Exclude<Change[Key], undefined>
  }
}
