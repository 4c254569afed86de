/**
 * Webhooks: addresses of other systems that are called when facts of chosen kinds happen, above all when somebody enters or leaves a segment. Owns what they
 * are called for, the queue of deliveries, and the one way out to addresses that people wrote down ({@link createGuard}). Messages keep to
 * https://www.standardwebhooks.com.
 */
export { forgetDeliveries } from './forget-deliveries.ts'
export type { DefineDeps as WebhookDeps } from './define-webhook.ts'
export { createGuard } from './guarded-request.ts'
export { createMatchers } from './matchers.ts'
export { queueDeliveries } from './queue-deliveries.ts'
export { webhookRoutes } from './routes.ts'
export { createSeal } from './seal.ts'
export { createSender } from './sender.ts'
export { webhooksData } from './webhooks-data.ts'
