import type { WebhookMatch } from '@percorso/contract'
import { PercorsoError, systemClock } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import type { Guard } from './guarded-request.ts'
import { compileMatchers } from './matchers.ts'
import type { Scope } from './scope.ts'
import type { Seal } from './seal.ts'
import { newWebhookSecret } from './sign-delivery.ts'
import {
  countUpVersion,
  deleteWebhook,
  insertWebhook,
  knownSegments,
  replaceSecret,
  selectWebhook,
  updateWebhook,
} from './webhook-tables.ts'
import type { WebhookRow } from './webhook-tables.ts'

export type DefineDeps = { guard: Guard; seal: Seal }
export type Definition = { name: string; url: string; matches: WebhookMatch[] }
export type Change = { [Key in keyof Definition]?: Definition[Key] | undefined } & { active?: boolean | undefined }

const OLD_SECRET_MS = 24 * 3_600_000

/** Makes a webhook. Facts that are applied from now on are looked at. Returns its id and the secret, which is not shown again. */
export async function createWebhook(
  { guard, seal }: DefineDeps,
  { workspaceId, inWorkspace, by }: WorkspaceRequest,
  definition: Definition,
): Promise<{ webhookId: number; secret: string }> {
  const secret = newWebhookSecret()
  const sealed = await seal.close(workspaceId, secret)
  const webhookId = await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await mustBeSound(guard, scope, definition)
    const made = await insertWebhook(scope, { ...definition, secret: sealed, now: new Date(systemClock.now()), by: by.name })
    await countUpVersion(scope)
    await record(db, { workspaceId, by }, { verb: 'webhook.create', kind: 'webhook', id: made, after: definition })
    return made
  })
  return { webhookId, secret }
}

/** Changes a webhook, or switches it off and on. What waits for it goes to the new address. */
export async function changeWebhook(
  { guard }: Pick<DefineDeps, 'guard'>,
  { workspaceId, inWorkspace, by }: WorkspaceRequest,
  { webhookId, ...change }: Change & { webhookId: number },
): Promise<void> {
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const before = await theWebhook(scope, webhookId)
    const { name = before.name, url = before.url, matches = before.matches, active = before.active } = change
    if (change.url !== undefined || change.matches !== undefined) await mustBeSound(guard, scope, { name, url, matches })
    await updateWebhook(scope, { webhookId, name, url, matches, active, now: new Date(systemClock.now()), by: by.name })
    await countUpVersion(scope)
    const [was, is] = [definitionOf(before), { name, url, matches, active }]
    await record(db, { workspaceId, by }, { verb: 'webhook.change', kind: 'webhook', id: webhookId, before: was, after: is })
  })
}

export async function removeWebhook({ workspaceId, inWorkspace, by }: WorkspaceRequest, webhookId: number): Promise<void> {
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const before = definitionOf(await theWebhook(scope, webhookId))
    await deleteWebhook(scope, webhookId)
    await countUpVersion(scope)
    await record(db, { workspaceId, by }, { verb: 'webhook.remove', kind: 'webhook', id: webhookId, before })
  })
}

/** A new secret. For a day more, messages are signed with the one before, too: receivers change over without missing any. */
export async function renewSecret(
  { seal }: Pick<DefineDeps, 'seal'>,
  { workspaceId, inWorkspace, by }: WorkspaceRequest,
  webhookId: number,
): Promise<string> {
  const secret = newWebhookSecret()
  const sealed = await seal.close(workspaceId, secret)
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const now = systemClock.now()
    await theWebhook(scope, webhookId)
    const until = new Date(now + OLD_SECRET_MS)
    await replaceSecret(scope, { webhookId, secret: sealed, until, now: new Date(now), by: by.name })
    await record(db, { workspaceId, by }, { verb: 'webhook.renew-secret', kind: 'webhook', id: webhookId })
  })
  return secret
}

/** The webhook of this id; an error for whoever asked if there is none. */
export async function theWebhook(scope: Scope, webhookId: number): Promise<WebhookRow> {
  const webhook = await selectWebhook(scope, webhookId)
  if (!webhook) throw new PercorsoError('no_such_webhook', 'There is no such webhook.', { status: 404 })
  return webhook
}

function definitionOf({ name, url, matches, active }: WebhookRow): Definition & { active: boolean } {
  return { name, url, matches, active }
}

async function mustBeSound(guard: Guard, scope: Scope, { url, matches }: Definition): Promise<void> {
  const problem = guard.problemOf(url)
  if (problem) throw new PercorsoError('bad_webhook_url', 'A webhook calls an https address of the public internet, on port 443 or 8443.', { status: 422 }) // prettier-ignore
  const wanted = [...new Set(matches.flatMap((match) => ('moves' in match && match.segment !== undefined ? [match.segment] : [])))]
  const known = await knownSegments(scope, wanted)
  const missing = wanted.find((segmentId) => !known.has(segmentId))
  if (missing !== undefined) throw badMatch(`There is no segment ${missing}.`)
  try {
    compileMatchers([{ webhookId: 0, matches }], 'UTC')
  } catch (error) {
    throw badMatch(`A test cannot be made: ${(error as Error).message}`)
  }
}

function badMatch(message: string): PercorsoError {
  return new PercorsoError('bad_match', message, { status: 422 })
}
