import { attribute } from '@percorso/maths'
import type { Attribution, AttributionSettings, PathCount } from '@percorso/maths'

export type AttributionWork = { paths: PathCount[]; settings: AttributionSettings }

/** What is worked out beside the event loop. */
export function work({ paths, settings }: AttributionWork): Attribution {
  return attribute(paths, settings)
}
