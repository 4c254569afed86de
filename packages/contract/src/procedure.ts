import { oc } from '@orpc/contract'
import type { Demand } from './permissions.ts'

/** Where every procedure of the API begins. It says what it asks of its caller, `.meta({ permission: 'people.read' })`, or the server does not start. */
export const procedure = oc.$meta<{ permission?: Demand }>({})
