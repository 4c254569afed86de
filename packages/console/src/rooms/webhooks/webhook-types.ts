import type { InferContractRouterOutputs } from '@orpc/contract'
import type { WebhookMatch, api } from '@percorso/contract'

type Outputs = InferContractRouterOutputs<typeof api>['webhooks']

export type Webhook = Outputs['list']['items'][number]
export type Delivery = Outputs['deliveries']['items'][number]
export type Draft = { name: string; url: string; matches: WebhookMatch[] }
