import * as z from 'zod'
import { cursor, limit, page, time } from './page.ts'
import { procedure } from './procedure.ts'
import { factMatch } from './segment-rules.ts'

const webhookId = z.coerce.number().int().min(1)
const byWebhook = z.object({ webhookId })
const byDelivery = byWebhook.extend({ deliveryId: z.uuid() })

/** People who enter or leave a segment. */
const moveMatch = z.strictObject({
  segment: z.int().min(1).optional().describe('Left out: any segment.'),
  moves: z
    .array(z.enum(['entered', 'left']))
    .min(1)
    .max(2),
})
/** What a webhook is called for: people who enter or leave a segment, or facts. */
export const webhookMatch = z.union([moveMatch, factMatch])
export type WebhookMatch = z.infer<typeof webhookMatch>

const name = z.string().trim().min(1).max(100)
const url = z.string().trim().max(2000).pipe(z.url()).describe('Starts with https, on port 443 or 8443, and is not of a private network.')
const matches = z.array(webhookMatch).min(1).max(50).describe('Called once for a fact that any of these means.')

/** Why Percorso has switched a webhook off: its address answered that it is gone, or every try had failed for days. */
export const stopReason = z.enum(['gone', 'failing'])
export const deliveryState = z.enum(['waiting', 'delivered', 'failed'])
export type DeliveryState = z.infer<typeof deliveryState>

/** Why there was no answer. */
export const deliveryProblem = z.enum([
  'bad-address',
  'private-address',
  'no-such-host',
  'unreachable',
  'not-secure',
  'timed-out',
  'interrupted',
  'secret-unreadable',
])
export type DeliveryProblem = z.infer<typeof deliveryProblem>

export const webhook = z.object({
  webhookId: z.int(),
  name: z.string(),
  url: z.string(),
  matches: z.array(webhookMatch),
  active: z.boolean(),
  stopped: z.object({ because: stopReason, at: time }).nullable().describe('If it was not switched off by hand.'),
  oldSecretUntil: time.nullable().describe('Until when messages are signed with the secret before, too.'),
  failingSince: time.nullable().describe('Since when every try has failed.'),
  waiting: z.int().describe('Deliveries that wait; more than 1,000 are not counted.'),
  lastTry: z.object({ at: time, state: deliveryState, status: z.int().nullable(), problem: deliveryProblem.nullable() }).nullable(),
  createdAt: time,
  createdBy: z.string(),
  changedAt: time,
  changedBy: z.string(),
})
export type Webhook = z.infer<typeof webhook>

export const webhookDelivery = z.object({
  deliveryId: z.uuid().describe('The `webhook-id` of every try.'),
  kind: z.enum(['fact', 'ping']),
  name: z.string().describe('Of the fact.'),
  profileId: z.uuid().nullable().describe('An address of whom it is about.'),
  state: deliveryState,
  tries: z.int(),
  createdAt: time,
  triedAt: time.nullable(),
  nextAt: time.nullable().describe('When it is tried next, if it waits.'),
  status: z.int().nullable().describe('The status that the last try was answered with.'),
  answer: z.string().nullable().describe('The beginning of that answer.'),
  problem: deliveryProblem.nullable().describe('Why there was no answer.'),
})
export type WebhookDelivery = z.infer<typeof webhookDelivery>

const withSecret = webhook.extend({ secret: z.string().describe('Shown this once.') })
const tags = ['Webhooks']
const read = { permission: 'webhooks.read' } as const
const manage = { permission: 'webhooks.manage' } as const

/** The `webhooks` group of the API. What is sent keeps to https://www.standardwebhooks.com; docs/webhooks.md. */
export const webhooksApi = {
  list: procedure
    .route({ method: 'GET', path: '/webhooks', tags, summary: 'All webhooks, by name' })
    .meta(read)
    .output(z.object({ items: z.array(webhook) })),
  get: procedure
    .route({ method: 'GET', path: '/webhooks/{webhookId}', tags, summary: 'One webhook' })
    .meta(read)
    .input(byWebhook)
    .output(webhook),
  create: procedure
    .route({ method: 'POST', path: '/webhooks', tags, summary: 'Make a webhook; its secret is shown this once' })
    .meta(manage)
    .input(z.object({ name, url, matches }))
    .output(withSecret),
  change: procedure
    .route({ method: 'PATCH', path: '/webhooks/{webhookId}', tags, summary: 'Change a webhook, or switch it off and on' })
    .meta(manage)
    .input(byWebhook.extend({ name: name.optional(), url: url.optional(), matches: matches.optional(), active: z.boolean().optional() }))
    .output(webhook),
  remove: procedure
    .route({ method: 'DELETE', path: '/webhooks/{webhookId}', tags, summary: 'Delete a webhook, and what was on its way' })
    .meta(manage)
    .input(byWebhook)
    .output(z.object({ deleted: z.literal(true) })),
  renewSecret: procedure
    .route({ method: 'POST', path: '/webhooks/{webhookId}/secret', tags, summary: 'A new secret; the old one counts for 24 hours more' })
    .meta(manage)
    .input(byWebhook)
    .output(withSecret),
  ping: procedure
    .route({ method: 'POST', path: '/webhooks/{webhookId}/ping', tags, summary: 'Send a message of the type ping, to try it out' })
    .meta(manage)
    .input(byWebhook)
    .output(webhookDelivery),
  deliveries: procedure
    .route({ method: 'GET', path: '/webhooks/{webhookId}/deliveries', tags, summary: 'Deliveries of the last week, the newest first' })
    .meta(read)
    .input(byWebhook.extend({ state: deliveryState.optional(), cursor, limit }))
    .output(page(webhookDelivery)),
  redeliver: procedure
    .route({
      method: 'POST',
      path: '/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver',
      tags,
      summary: 'Deliver once more, with the same id and body',
    })
    .meta(manage)
    .input(byDelivery)
    .output(webhookDelivery),
}
