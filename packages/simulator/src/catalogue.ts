import type { Chance } from './chance.ts'
import type { Country } from './countries.ts'

/** `price` in euro. `flaw`: how often a buyer is disappointed by it. */
export type Product = { id: string; name: string; category: string; price: number; flaw: number }

export type Line = { product_id: string; name: string; category: string; price: number; quantity: number }
export type Basket = { total: number; products: Line[] }

const item = (category: string, name: string, rest: { price: number; flaw?: number }): Product => ({
  id: `${category.slice(0, 3)}-${name.toLowerCase().replaceAll(' ', '-')}`,
  name,
  category,
  price: rest.price,
  flaw: rest.flaw ?? 0.08,
})

/** The shop's goods. Two of them are not good, which their reviews say. */
export const catalogue: readonly Product[] = [
  item('lighting', 'Luma reading lamp', { price: 39.9 }), item('lighting', 'Alba pendant', { price: 89 }),
  item('lighting', 'Faro floor lamp', { price: 129 }), item('lighting', 'Lucciola string lights', { price: 14.9, flaw: 0.45 }),
  item('kitchen', 'Orto chopping board', { price: 24.9 }), item('kitchen', 'Brina carafe', { price: 19.9 }),
  item('kitchen', 'Ferro frying pan', { price: 34.9 }), item('kitchen', 'Moka six cups', { price: 29.9 }),
  item('kitchen', 'Terra bowl set', { price: 44.9 }), item('kitchen', 'Coltello knife set', { price: 79 }),
  item('living', 'Nido armchair', { price: 349 }), item('living', 'Onda sofa', { price: 890 }),
  item('living', 'Pino folding chair', { price: 49.9, flaw: 0.4 }), item('living', 'Isola side table', { price: 99 }),
  item('living', 'Scala bookcase', { price: 189 }), item('living', 'Quercia dining table', { price: 590 }),
  item('textiles', 'Lana throw', { price: 54.9 }), item('textiles', 'Lino curtains', { price: 69.9 }),
  item('textiles', 'Cotone bed linen', { price: 79.9 }), item('textiles', 'Piuma cushion', { price: 17.9 }),
  item('textiles', 'Spugna towels', { price: 27.9 }), item('textiles', 'Juta rug', { price: 119 }),
  item('bath', 'Sasso soap dish', { price: 9.9 }), item('bath', 'Nebbia mirror', { price: 64.9 }),
  item('bath', 'Bambù shelf', { price: 36.9 }), item('garden', 'Verde watering can', { price: 22.9 }),
  item('garden', 'Sole parasol', { price: 149 }), item('garden', 'Vaso planter', { price: 31.9 }),
  item('storage', 'Cesto basket', { price: 16.9 }), item('storage', 'Ordine box set', { price: 25.9 }),
] // prettier-ignore

const SMALL: readonly Product[] = [
  item('decoration', 'Cera candle', { price: 3.9 }),
  item('kitchen', 'Filo dish cloth', { price: 3.5 }),
  item('decoration', 'Festa napkins', { price: 2.9 }),
]

export const categories: readonly string[] = [...new Set(catalogue.map(({ category }) => category))]

const prices = new Map<string, number>()

/** What it costs in a country: a price as it stands on a label there. */
export function priceIn({ code, rate }: Country, { id, price }: Product): number {
  const key = `${code}/${id}`
  let known = prices.get(key)
  if (known === undefined) prices.set(key, (known = code === 'IT' ? price : Math.max(1, Math.round(price * rate)) - 0.01))
  return known
}

/**
 * A basket whose expected total is `euros`: large things first, then small ones, the last of them by chance, so that on average nothing is
 * lost by goods having prices.
 */
export function fillBasket(euros: number, country: Country, { chance, first }: { chance: Chance; first: Product }): Basket {
  const products: Line[] = []
  let left = euros * country.rate
  const take = (product: Product, quantity: number) => {
    const price = priceIn(country, product)
    products.push({ product_id: product.id, name: product.name, category: product.category, price, quantity })
    left -= price * quantity
  }
  if (priceIn(country, first) <= left) take(first, 1)
  for (let tries = 0; tries < 12 && left > 12 * country.rate; tries += 1) {
    const product = chance.pick(catalogue)
    if (priceIn(country, product) <= left && !products.some(({ product_id }) => product_id === product.id)) take(product, 1)
  }
  const small = chance.pick(SMALL)
  const share = left / priceIn(country, small)
  const quantity = Math.floor(share) + (chance.is(share % 1) ? 1 : 0)
  if (quantity > 0 || products.length === 0) take(small, Math.max(1, quantity))
  const total = products.reduce((sum, line) => sum + line.price * line.quantity, 0)
  return { total: Math.round(total * 100) / 100, products }
}
