/** What server, console and SDKs agree on: facts, policies and the HTTP API. */
export * from './access-api.ts'
export * from './api.ts'
export * from './consents.ts'
export { computedKey, computedTrait } from './computed-traits-api.ts'
export type { ComputedTrait } from './computed-traits-api.ts'
export * from './customers-api.ts'
export * from './facts.ts'
export { gapKey } from './gaps-api.ts'
export type { Gap, GapKey, GapKind, Gaps, LivedStep } from './gaps-api.ts'
export * from './home-api.ts'
export * from './identity-policy.ts'
export * from './import-mapping.ts'
export * from './imports-api.ts'
export { initiativeDraft, initiativeStates } from './initiatives-api.ts'
export type { Initiative, InitiativeControl, InitiativeDraft, InitiativeEffect, InitiativeMetric, InitiativeState } from './initiatives-api.ts' // prettier-ignore
export { journeyFunnel, journeyPart, journeyQuestion, journeyStep } from './journeys-api.ts'
export type {
  JourneyComparison,
  JourneyFunnel,
  JourneyFunnelAnswer,
  JourneyGraph,
  JourneyMarker,
  JourneyPart,
  JourneyQuestion,
  JourneySankey,
  JourneyStep,
  JourneyTraffic,
  JourneyVariants,
} from './journeys-api.ts'
export * from './live-api.ts'
export * from './map-document.ts'
export * from './map-words.ts'
export { storedMap } from './maps-api.ts'
export type { MadeChange, MapComment, MapHead, MapMeasure, MapMeasures, MapNews, MapPresence, MapShare, MapVersion, PersonaNumbers, RefusedChange, StoredMap } from './maps-api.ts' // prettier-ignore
export { attributionQuestion, momentPart, momentsQuestion, verdicts } from './moments-api.ts'
export type {
  AttributionAnswer,
  AttributionQuestion,
  FoundMoment,
  MomentMark,
  MomentOutcome,
  MomentPart,
  MomentStudy,
  MomentTrend,
  MomentTurn,
  MomentsAnswer,
  MomentsQuestion,
} from './moments-api.ts'
export * from './permissions.ts'
export * from './privacy-api.ts'
export * from './reject-reasons.ts'
export * from './rules.ts'
export { RULE_TEXT_LENGTH_MAX, parseRule, printRule } from './rule-text.ts'
export type { ParsedRule } from './rule-text.ts'
export * from './score-models.ts'
export { backTestResult, scoreExplanation, scored, storedModel } from './scores-api.ts'
export type { BackTestResult, ScoreExplanation, Scored, StoredModel } from './scores-api.ts'
export * from './segment-rules.ts'
export { because, explained, membership as segmentMembership, rulePreview, segment, segmentState, vocabulary } from './segments-api.ts'
export type { Because, Explained, Segment, SegmentState } from './segments-api.ts'
export { setLimits } from './set-limits.ts'
export { refusal, uploadedSet } from './sets-api.ts'
export type { Refusal, UploadedSet } from './sets-api.ts'
export * from './sources-api.ts'
export * from './touchpoint-words.ts'
export { touchpoint, touchpointAlert } from './touchpoints-api.ts'
export type {
  FoundFacts,
  Touchpoint,
  TouchpointAlert,
  TouchpointBoard,
  TouchpointDiscovery,
  TouchpointDraft,
  TouchpointExperience,
  TouchpointNeighbour,
  TouchpointSuggestion,
} from './touchpoints-api.ts'
export * from './trait-formulas.ts'
export * from './webhooks-api.ts'
