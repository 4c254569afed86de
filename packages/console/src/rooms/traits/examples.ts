import type { TraitFormula } from '@percorso/contract'
import type { ExampleName } from './traits-search.ts'

type Example = { key: string; formula: TraitFormula }

/** The name that the standards give to a purchase; whoever calls it otherwise changes one word. */
const PURCHASE = { fact: 'Order Completed' }

/** What computed traits are good for, to begin with. */
export const examples = {
  lifetimeValue: { key: 'lifetime_value', formula: { measure: 'sum', property: 'total', of: PURCHASE } },
  favouriteCategory: { key: 'favourite_category', formula: { favourite: 'category', of: { fact: 'Product Viewed' } } },
  daysSinceOrder: { key: 'days_since_order', formula: { since: 'last', of: PURCHASE, unit: 'days' } },
  usualHour: { key: 'usual_hour', formula: { usual: 'hour', of: {} } },
  ordersInYear: { key: 'orders_in_year', formula: { count: PURCHASE, within: { last: { n: 365, unit: 'days' } } } },
} as const satisfies Record<ExampleName, Example>
