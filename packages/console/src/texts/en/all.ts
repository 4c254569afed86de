import { access } from './access.ts'
import { customers } from './customers.ts'
import { gaps } from './gaps.ts'
import { home } from './home.ts'
import { imports } from './imports.ts'
import { journeys } from './journeys.ts'
import { live } from './live.ts'
import { maps } from './maps.ts'
import { moments } from './moments.ts'
import { privacy } from './privacy.ts'
import { scores } from './scores.ts'
import { segments } from './segments.ts'
import { sets } from './sets.ts'
import { sources } from './sources.ts'
import { touchpoints } from './touchpoints.ts'
import { traits } from './traits.ts'
import { webhooks } from './webhooks.ts'
import * as everywhere from './index.ts'

/** Every text of the console, in English, one file a room. The other languages have the same keys, or they do not compile. */
export const en = {
  ...everywhere,
  access,
  customers,
  gaps,
  home,
  imports,
  journeys,
  live,
  maps,
  moments,
  privacy,
  scores,
  segments,
  sets,
  sources,
  touchpoints,
  traits,
  webhooks,
} as const
