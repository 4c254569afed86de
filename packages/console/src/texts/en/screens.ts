/** What each screen is called, and what else people may look for: the menu names them before their rooms are loaded. */
export const screens = {
  access: {
    workspace: { name: 'Workspace', also: 'time zone, name, organisation, new workspace, general' },
    account: { name: 'Your account', also: 'password, second factor, sessions, two-factor, 2FA' },
    members: { name: 'Members', also: 'users, roles, invitations, team' },
    tokens: { name: 'API tokens', also: 'keys, access, developers' },
    audit: { name: 'Audit log', also: 'history, who did what, changes' },
  },
  customers: {
    list: { name: 'Customers', also: 'people, profiles, contacts, list' },
    person: { name: 'Person', also: 'profile, customer' },
    accounts: { name: 'Accounts', also: 'companies, households, organisations' },
    account: { name: 'Account', also: 'company, household' },
  },
  gaps: {
    list: { name: 'Gaps', also: 'desired and lived, conformance, skipped, missing, deviations' },
    one: { name: 'Gaps of a map', also: 'conformance, bridge, proof' },
  },
  initiatives: {
    list: { name: 'Initiatives', also: 'improvement, target, effect, control group, before and after' },
    fresh: { name: 'New initiative', also: 'improve, hypothesis' },
    one: { name: 'Initiative', also: 'effect, target' },
  },
  home: { home: { name: 'Home', also: 'start, overview, what is new, first steps' } },
  imports: {
    imports: { name: 'Imports', also: 'files, CSV, Parquet, JSON, history, upload' },
    fresh: { name: 'New import', also: 'upload a file, CSV' },
    one: { name: 'Import', also: 'progress' },
  },
  journeys: { explorer: { name: 'Journeys', also: 'paths, process mining, variants, funnel, Sankey, drop-off, customer journey' } },
  live: {
    live: { name: 'Live', also: 'debugger, events, stream, incoming facts' },
    rejected: { name: 'Rejected facts', also: 'errors, refused, replay, dead letters' },
  },
  maps: {
    list: { name: 'Maps', also: 'journey maps, personas, service blueprint, customer activity cycle, emotion curve, CJML' },
    one: { name: 'Map', also: 'editor, blueprint' },
  },
  moments: {
    board: { name: 'Moments of truth', also: 'effects, strengths, weaknesses, what matters, drivers, outcomes' },
    attribution: { name: 'Attribution', also: 'Markov, Shapley, first touch, last touch, conversions, credit' },
  },
  privacy: { desk: { name: 'Privacy', also: 'GDPR, access request, erasure, right to be forgotten, retention, delete data, sample data' } },
  scores: {
    list: { name: 'Scores', also: 'lead scoring, engagement index, loyalty, grades, stages, prosumer' },
    fresh: { name: 'New score model', also: 'lead score, template' },
    one: { name: 'Score model', also: 'grades, stages, back-test, explanation' },
    edit: { name: 'Edit score model', also: 'points, half-life, thresholds' },
  },
  segments: {
    list: { name: 'Segments', also: 'groups, audiences, cohorts, filters' },
    fresh: { name: 'New segment', also: 'rule, builder' },
    one: { name: 'Segment', also: 'members, size, overlap, compare' },
    edit: { name: 'Edit segment', also: 'rule, builder' },
  },
  sets: {
    list: { name: 'Uploaded sets', also: 'lists, static lists, CSV, upload identifiers, suppression' },
    one: { name: 'Uploaded set', also: 'list, identifiers' },
  },
  sources: {
    sources: { name: 'Sources', also: 'write keys, snippets, SDK, tracking, schema' },
    source: { name: 'Source', also: 'write key, snippet' },
  },
  touchpoints: {
    list: { name: 'Touchpoints', also: 'points of contact, channels, stages, discovery, mapping, registry' },
    fresh: { name: 'New touchpoint', also: 'point of contact, mapping' },
    one: { name: 'Touchpoint', also: 'volume, people, before and after, health' },
    edit: { name: 'Edit touchpoint', also: 'matches, stage, owner' },
  },
  traits: { list: { name: 'Computed traits', also: 'lifetime value, formula, aggregates, calculated' } },
  webhooks: {
    list: { name: 'Webhooks', also: 'call other systems, notifications, integrations, push events, developers' },
    fresh: { name: 'New webhook', also: 'call an address' },
    one: { name: 'Webhook', also: 'deliveries, secret' },
    edit: { name: 'Edit webhook', also: 'address, segments, facts' },
  },
} as const
