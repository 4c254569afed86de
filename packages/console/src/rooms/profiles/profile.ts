import type { profile } from '@percorso/contract'
import type * as z from 'zod'

export type Profile = z.output<typeof profile>
