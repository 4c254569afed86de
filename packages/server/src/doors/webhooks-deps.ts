import { createGuard, createSeal } from '../act/webhooks/index.ts'
import type { WebhookDeps } from '../act/webhooks/index.ts'
import type { Config } from '../ground/index.ts'
import { keepSecret } from '../record/access/index.ts'
import type { Stores } from '../stores/index.ts'

/** Where webhooks may call, and what their secrets are sealed with: the installation's own secret, as second factors are. */
export function webhooksDeps(
  { postgres }: Pick<Stores, 'postgres'>,
  { secret, allowPrivateHosts = [] }: Partial<Pick<Config, 'secret' | 'allowPrivateHosts'>>,
): WebhookDeps {
  return { guard: createGuard({ allowPrivateHosts }), seal: createSeal(async () => secret ?? keepSecret(postgres)) }
}
