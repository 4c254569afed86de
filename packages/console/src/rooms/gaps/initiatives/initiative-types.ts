import type { Initiative, InitiativeDraft, InitiativeEffect } from '@percorso/contract'

export type { Initiative, InitiativeDraft }
export type Effect = InitiativeEffect

/** What of an initiative somebody writes. */
export function draftOf(initiative: Initiative): InitiativeDraft {
  const { name, owner, hypothesis, mapId, about, metric, target, dueOn, state, startedAt, endedAt, segmentId, control } = initiative
  return { name, owner, hypothesis, mapId, about, metric, target, dueOn, state, startedAt, endedAt, segmentId, control }
}
