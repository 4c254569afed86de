import { MINUTE } from './calendar.ts'
import { catalogue } from './catalogue.ts'
import { feel, nullOf, tell, withCard } from './life.ts'
import type { Life } from './life.ts'
import { buyInShop } from './order.ts'
import { takeCard } from './sign-up.ts'
import { truths } from './truths.ts'

/** Somebody comes into a shop and shows their card, or takes one. */
export function visitShop(life: Life, at: number, { buys }: { buys: boolean }): void {
  const { chance, person, state } = life
  const { shop } = person
  const { valueFactor, flagshipValueFactor, flagshipShare, otherShare } = truths.demonstration
  if (!state.hasCard) takeCard(life, at)
  const shop_music = nullOf(life, 'shop_music', ['jazz', 'pop', 'none'])
  const say = (event: string, when: number, properties: Record<string, unknown>) =>
    tell(life, when, { source: 'Tills', type: 'track', event, ...withCard(life), properties: { shop: shop.id, ...properties } })
  say('Shop Visited', at + MINUTE, { shop_music })
  const demonstrated = chance.is(shop.flagship ? flagshipShare : otherShare)
  const minutes = chance.between(8, 40)
  if (demonstrated) {
    say('Demonstration Attended', at + minutes * 0.5 * MINUTE, { product_id: chance.pick(catalogue).id })
    feel(life, 0.15, 'shop')
  }
  if (!buys) return
  buyInShop(life, at + minutes * MINUTE, (demonstrated ? valueFactor : 1) * (shop.flagship ? flagshipValueFactor : 1))
}
