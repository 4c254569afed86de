import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'

const SECRET_BYTES = 32

/** A secret as the standard writes them. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
}

type Message = { deliveryId: string; body: string; now: number }

/** The headers by which a receiver knows that a message is ours: one signature for each secret that counts. */
export function signedHeaders(secrets: string[], { deliveryId, body, now }: Message): Record<string, string> {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(deliveryId, new Date(now), body))
  return {
    'content-type': 'application/json',
    'user-agent': 'Percorso',
    'webhook-id': deliveryId,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': signatures.join(' '),
  }
}
