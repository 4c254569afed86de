import type { TestMember } from './members.ts'

/** One of everything that a workspace can have, by the ids under which others could ask for it. */
export type World = {
  workspaceId: number
  /** In every text of this world: where it turns up, something of it has. */
  mark: string
  member: TestMember
  sessionId: string
  profileId: string
  identifierId: string
  accountId: string
  sourceId: number
  writeKeyId: number
  rejectedId: number
  messageId: string
  time: string
  noteId: string
  viewId: string
  segmentId: number
  traitId: number
  modelId: number
  setId: number
  studyId: number
  touchpointId: number
  initiativeId: number
  mapId: number
  mapVersionId: number
  mapCommentId: number
  mapShareId: number
  mapToken: string
  webhookId: number
  deliveryId: string
  fileId: string
  importId: string
  requestId: number
  invitationId: number
  invitationToken: string
  tokenId: number
}

const sort = 'lastSeen'
const mapping = { person: { userId: '{id}' }, facts: [{ type: 'track', time: '{at}', event: 'Imported' }] }
const pair = ({ profileId, identifierId }: World) => ({ a: profileId, b: identifierId })
const person = ({ profileId }: World) => ({ profileId })
const ofSource = ({ sourceId }: World) => ({ sourceId })
const nothing = () => ({})
const view = { name: 'A view', shared: true, query: { sort, columns: [] } }
const password = 'a wrong password'
const rule = { version: 1, where: { trait: 'plan', op: 'exists' } }
const segment = ({ segmentId }: World) => ({ segmentId })
const formula = { count: { fact: 'Bought' } }
const trait = ({ traitId }: World) => ({ traitId })
const model = { version: 1, fit: [{ label: 'Plan', points: 1, rule }], engagement: { target: 100, rules: [] }, fitShare: 100 }
const score = ({ modelId }: World) => ({ modelId })
const touchpoint = ({ touchpointId }: World) => ({ touchpointId })
const map = ({ mapId }: World) => ({ mapId })
const mapVersion = ({ mapId, mapVersionId: versionId }: World) => ({ mapId, versionId })
const mapComment = ({ mapId, mapCommentId: commentId }: World) => ({ mapId, commentId })
const mapShare = ({ mapId, mapShareId: shareId }: World) => ({ mapId, shareId })
const renamed = [{ changeId: '9b2f7c52-2f0e-4d1c-8a3e-0c8a2f4b6d11', edits: [{ path: ['about'], was: '', value: 'Changed' }] }]
const gapsOf = ({ mapId }: World) => ({ mapId, from: '2024-01-01T00:00:00Z', to: '2025-01-01T00:00:00Z' })
const byInitiative = ({ initiativeId }: World) => ({ initiativeId })
const initiative = {
  name: 'An initiative',
  owner: '',
  hypothesis: '',
  mapId: null,
  about: null,
  metric: { kind: 'outcome', match: { fact: 'Bought' }, days: 30, wish: 'more' },
  target: 0.5,
  dueOn: null,
  state: 'running',
  startedAt: '2024-03-01T00:00:00Z',
  endedAt: null,
  segmentId: null,
  control: { kind: 'before' },
}
const set = ({ setId }: World) => ({ setId })
const study = ({ studyId }: World) => ({ studyId })
const moments = { outcome: { kind: 'did', marker: { step: 'Bought' } } }
const webhook = ({ webhookId }: World) => ({ webhookId })

/**
 * A sensible input for every procedure of the API, with the ids of a world. In an order in which its owner can call them one after the other: what destroys
 * comes last. A new procedure needs a line here: without one the test of isolation fails.
 */
export const procedureInputs: Record<string, (world: World) => Record<string, unknown>> = {
  stats: nothing,
  'policy.get': nothing,
  'home.read': nothing,
  'home.look': nothing,
  'profiles.list': ({ mark }) => ({ search: mark }),
  'profiles.count': ({ mark }) => ({ search: mark }),
  'profiles.traitKeys': nothing,
  'profiles.get': person,
  'profiles.find': ({ mark }) => ({ kind: 'user_id', value: `ada-${mark}` }),
  'profiles.timeline': person,
  'profiles.overview': person,
  'profiles.links': person,
  'profiles.edit': (world) => ({ ...person(world), traits: { plan: 'free' } }),
  'profiles.sayConsent': (world) => ({ ...person(world), purpose: 'calls', given: false }),
  'merges.preview': pair,
  'merges.previewUndo': pair,
  'accounts.list': ({ accountId }) => ({ search: accountId }),
  'accounts.get': ({ accountId }) => ({ accountId }),
  'accounts.members': ({ accountId }) => ({ accountId }),
  'accounts.activity': ({ accountId }) => ({ accountId }),
  'notes.list': person,
  'notes.create': (world) => ({ ...person(world), body: 'A note' }),
  'notes.edit': ({ noteId }) => ({ noteId, body: 'Another' }),
  'pins.list': person,
  'pins.pin': ({ profileId, messageId }) => ({ profileId, messageId }),
  'pins.unpin': ({ profileId, messageId }) => ({ profileId, messageId }),
  'views.list': nothing,
  'views.create': () => view,
  'views.update': ({ viewId }) => ({ viewId, ...view }),
  'segments.list': nothing,
  'segments.get': segment,
  'segments.create': () => ({ name: 'A segment', rule }),
  'segments.change': (world) => ({ ...segment(world), description: 'Changed' }),
  'segments.versions': segment,
  'segments.members': segment,
  'segments.sizes': segment,
  'segments.overlap': segment,
  'segments.compare': segment,
  'segments.explain': (world) => ({ ...segment(world), ...person(world) }),
  'segments.decide': (world) => ({ ...segment(world), ...person(world), byHand: 'in' }),
  'segments.ofPerson': person,
  'segments.preview': () => ({ rule }),
  'segments.evaluate': (world) => ({ rule, ...person(world) }),
  'segments.vocabulary': nothing,
  'segments.properties': nothing,
  'sets.list': nothing,
  'sets.get': set,
  'sets.create': () => ({ name: 'A set' }),
  'sets.change': (world) => ({ ...set(world), description: 'Changed' }),
  'sets.add': (world) => ({ ...set(world), kind: 'user_id', values: ['bo'] }),
  'sets.members': set,
  'sets.takeOut': (world) => ({ ...set(world), kind: 'user_id', values: ['bo'] }),
  'computedTraits.list': nothing,
  'computedTraits.create': () => ({ key: 'bought', formula }),
  'computedTraits.change': (world) => ({ ...trait(world), description: 'Changed' }),
  'computedTraits.preview': ({ profileId }) => ({ formula, profileIds: [profileId] }),
  'scores.list': nothing,
  'scores.get': score,
  'scores.create': () => ({ key: 'score', name: 'A model', model }),
  'scores.change': (world) => ({ ...score(world), description: 'Changed' }),
  'scores.board': score,
  'scores.people': score,
  'scores.accounts': score,
  'scores.explain': (world) => ({ ...score(world), ...person(world) }),
  'scores.ofPerson': person,
  'scores.preview': ({ profileId }) => ({ model, profileIds: [profileId] }),
  'scores.backTest': ({ time }) => ({ model, at: time, outcome: { fact: 'Bought' }, within: { n: 1, unit: 'days' } }),
  'journeys.graph': nothing,
  'journeys.variants': nothing,
  'journeys.funnel': () => ({ funnel: { stages: [{ steps: ['Bought'] }] } }),
  'journeys.sankey': nothing,
  'journeys.compare': ({ segmentId }) => ({ a: { segmentId }, b: {} }),
  'journeys.sql': nothing,
  'journeys.traffic': () => ({ question: { from: '2024-05-01T00:00:00Z', to: '2024-06-01T00:00:00Z' } }),
  'journeys.people': () => ({ of: { step: 'Bought' } }),
  'maps.list': nothing,
  'maps.create': () => ({ name: 'A map', kind: 'lived', template: 'empty', language: 'en' }),
  'maps.get': map,
  'maps.change': (world) => ({ ...map(world), revision: 0, changes: renamed }),
  'maps.news': (world) => ({ ...map(world), revision: 0, place: null }),
  'maps.versions': map,
  'maps.keep': (world) => ({ ...map(world), name: 'A version' }),
  'maps.version': mapVersion,
  'maps.restore': mapVersion,
  'maps.comments': map,
  'maps.comment': (world) => ({ ...map(world), place: '', text: 'A comment' }),
  'maps.resolve': (world) => ({ ...mapComment(world), resolved: true }),
  'maps.shares': map,
  'maps.share': (world) => ({ ...map(world), days: 7 }),
  'maps.shared': ({ mapToken }) => ({ token: mapToken }),
  'maps.measures': map,
  'maps.persona': segment,
  'maps.exportCjml': map,
  'maps.exportCsv': map,
  'maps.importCjml': () => ({ xml: '<CJML version="2.0"><plannedJourney><journeyID>j</journeyID></plannedJourney></CJML>' }),
  'moments.find': () => ({ question: moments }),
  'moments.people': () => ({ question: moments, of: {} }),
  'moments.attribution': () => ({ question: { outcome: { step: 'Bought' } } }),
  'moments.studies': nothing,
  'moments.saveStudy': () => ({ name: 'A study', question: moments }),
  'moments.study': study,
  'moments.renewStudy': study,
  'moments.marks': person,
  'gaps.show': gapsOf,
  'gaps.people': (world) => ({ ...gapsOf(world), gap: { kind: 'missing', step: 'a' } }),
  'gaps.byPart': (world) => ({ ...gapsOf(world), segmentIds: [world.segmentId] }),
  'initiatives.list': nothing,
  'initiatives.get': byInitiative,
  'initiatives.create': () => initiative,
  'initiatives.change': (world) => ({ ...byInitiative(world), draft: { ...initiative, owner: 'Eve' } }),
  'initiatives.effect': byInitiative,
  'touchpoints.list': nothing,
  'touchpoints.get': touchpoint,
  'touchpoints.order': ({ touchpointId }) => ({ touchpointIds: [touchpointId] }),
  'touchpoints.create': () => ({ name: 'A touchpoint', channel: 'web', stage: 'before', matches: [{ fact: 'Bought' }] }),
  'touchpoints.change': (world) => ({ ...touchpoint(world), description: 'Changed' }),
  'touchpoints.preview': () => ({ matches: [{ fact: 'Bought' }] }),
  'touchpoints.board': nothing,
  'touchpoints.volume': touchpoint,
  'touchpoints.people': touchpoint,
  'touchpoints.neighbours': touchpoint,
  'touchpoints.experience': touchpoint,
  'touchpoints.discover': nothing,
  'webhooks.list': nothing,
  'webhooks.get': webhook,
  'webhooks.create': () => ({ name: 'A webhook', url: 'https://example.com/hook', matches: [{ moves: ['entered'] }] }),
  'webhooks.change': (world) => ({ ...webhook(world), name: 'Renamed' }),
  'webhooks.renewSecret': webhook,
  'webhooks.ping': webhook,
  'webhooks.deliveries': webhook,
  'webhooks.redeliver': ({ webhookId, deliveryId }) => ({ webhookId, deliveryId }),
  'sources.list': nothing,
  'sources.create': () => ({ name: 'A source' }),
  'sources.update': (world) => ({ ...ofSource(world), name: 'Renamed' }),
  'sources.health': nothing,
  'sources.rate': ofSource,
  'sources.names': ofSource,
  'sources.schema': (world) => ({ ...ofSource(world), type: 'track', name: 'Bought' }),
  'sources.keys': ofSource,
  'sources.createKey': ofSource,
  'live.trace': ({ profileId, time, messageId }) => ({ profileId, time, messageId }),
  'rejected.reasons': ofSource,
  'rejected.list': nothing,
  'rejected.get': ({ rejectedId }) => ({ rejectedId }),
  'rejected.result': () => ({ since: '2024-01-01T00:00:00Z' }),
  'imports.preview': ({ fileId }) => ({ fileId }),
  'imports.list': nothing,
  'imports.get': ({ importId }) => ({ importId }),
  'imports.mappings.list': nothing,
  'imports.mappings.save': () => ({ name: 'A mapping', mapping }),
  'privacy.overview': nothing,
  'privacy.requests': nothing,
  'privacy.create': (world) => ({ kind: 'access', ...person(world) }),
  'privacy.update': ({ requestId }) => ({ requestId, note: 'Noted' }),
  'privacy.preview': person,
  'privacy.retention.get': nothing,
  'privacy.retention.preview': () => ({ rules: [{ days: 36_000 }] }),
  'privacy.retention.put': () => ({ rules: [] }),
  'privacy.settings': () => ({ mayReturn: true }),
  'signIn.methods': nothing,
  'signIn.password': ({ member }) => ({ email: member.email, password }),
  'signIn.secondFactor': () => ({ code: '000000' }),
  'signIn.oidc': nothing,
  'signIn.forgot': ({ member }) => ({ email: member.email }),
  'signIn.reset': () => ({ token: 'nonsense', password }),
  'me.get': nothing,
  'me.setUp': () => ({ name: 'Eve', email: 'eve@example.com', password }),
  'me.rename': () => ({ name: 'Eve' }),
  'me.changePassword': () => ({ current: password, password }),
  'me.enter': ({ workspaceId }) => ({ workspaceId }),
  'me.sessions': nothing,
  'me.beginSecondFactor': () => ({ password }),
  'me.confirmSecondFactor': () => ({ code: '000000' }),
  'me.endSecondFactor': () => ({ password }),
  'members.list': nothing,
  'members.setRole': ({ member }) => ({ userId: member.userId, role: 'viewer' }),
  'invitations.list': nothing,
  'invitations.create': () => ({ email: 'bob@example.com', role: 'viewer' }),
  'invitations.read': ({ invitationToken }) => ({ token: invitationToken }),
  'invitations.join': ({ invitationToken }) => ({ token: invitationToken }),
  'tokens.list': nothing,
  'tokens.create': () => ({ name: 'A token', scopes: ['people.read'] }),
  'audit.search': nothing,
  'audit.verify': nothing,
  'workspaces.create': () => ({ name: 'Another' }),
  'workspaces.rename': () => ({ name: 'Renamed' }),
  'workspaces.setTimeZone': () => ({ timeZone: 'Europe/Warsaw' }),
  'workspaces.renameOrganisation': () => ({ name: 'Renamed' }),
  'policy.put': () => ({ limit: 4 }),
  'imports.create': ({ fileId }) => ({ fileId, mapping }),
  'imports.stop': ({ importId }) => ({ importId }),
  'imports.resume': ({ importId }) => ({ importId }),
  'imports.mappings.remove': ({ mark }) => ({ name: mark }),
  'rejected.replay': ({ rejectedId }) => ({ rejectedIds: [rejectedId] }),
  'sources.revokeKey': ({ writeKeyId }) => ({ writeKeyId }),
  'tokens.revoke': ({ tokenId }) => ({ tokenId }),
  'invitations.revoke': ({ invitationId }) => ({ invitationId }),
  'invitations.accept': ({ invitationToken }) => ({ token: invitationToken, name: 'Eve', password }),
  'members.remove': ({ member }) => ({ userId: member.userId }),
  'notes.delete': ({ noteId }) => ({ noteId }),
  'notes.restore': ({ noteId }) => ({ noteId }),
  'views.delete': ({ viewId }) => ({ viewId }),
  'maps.revoke': mapShare,
  'maps.withdraw': mapComment,
  'maps.remove': map,
  'webhooks.remove': webhook,
  'computedTraits.remove': trait,
  'scores.remove': score,
  'segments.remove': segment,
  'sets.remove': set,
  'moments.removeStudy': study,
  'initiatives.remove': byInitiative,
  'touchpoints.remove': touchpoint,
  'merges.undo': pair,
  'merges.redo': pair,
  'merges.join': pair,
  'privacy.erase': person,
  'privacy.deleteSample': nothing,
  'me.endSession': ({ sessionId }) => ({ sessionId }),
  'me.endOtherSessions': nothing,
  'me.signOut': nothing,
}
