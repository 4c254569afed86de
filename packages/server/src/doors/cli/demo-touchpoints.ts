import type { FactMatch, TouchpointDraft } from '@percorso/contract'

type Rest = Partial<Omit<TouchpointDraft, 'name' | 'channel' | 'stage' | 'matches'>>

function point(name: string, [channel, stage]: [TouchpointDraft['channel'], TouchpointDraft['stage']], rest: Rest & { matches: FactMatch[] }): TouchpointDraft {
  return { name, channel, stage, description: '', physical: false, subStage: '', owner: '', providers: [], modules: [], importance: 3, ...rest }
} // prettier-ignore

const facts = (...names: string[]): FactMatch[] => names.map((fact) => ({ fact }))
const at = (path: string): FactMatch => ({ type: 'page', where: [{ property: 'path', op: 'equals', value: path }] })
const under = (path: string): FactMatch => ({ type: 'page', where: [{ property: 'path', op: 'startsWith', value: path }] })
const consent = (form: string): FactMatch => ({ fact: 'Consent Changed', where: [{ property: 'form', op: 'equals', value: form }] })
const inShop = (fact: string): FactMatch => ({ fact, where: [{ property: 'shop', op: 'exists' }] })

/** Where Casa Moro and its customers meet. In order: a fact belongs to the first that means it. */
export const demoTouchpoints: TouchpointDraft[] = [
  point('Advertisement', ['advertising', 'before'], { matches: facts('Ad Clicked', 'Ad Shown'), owner: 'Marketing', providers: ['communications'], modules: ['sense', 'feel'], importance: 2 }),
  point('Friend’s invitation', ['social', 'before'], { matches: [...facts('Invitation Accepted'), at('/welcome')], owner: 'Marketing', providers: ['people'], modules: ['relate'], importance: 4 }),
  point('Home page', ['web', 'before'], { matches: [at('/')], owner: 'Web shop', providers: ['media', 'identity'], modules: ['sense'] }),
  point('Inspiration', ['web', 'before'], { matches: [at('/inspiration')], owner: 'Web shop', providers: ['media'], modules: ['sense', 'feel'] }),
  point('Search and categories', ['web', 'before'], { matches: [...facts('Products Searched'), at('/search'), under('/c/')], owner: 'Web shop', providers: ['media'], modules: ['think'] }),
  point('Sale', ['web', 'before'], { matches: [at('/sale')], owner: 'Web shop', providers: ['media', 'communications'], modules: ['act'], importance: 2 }),
  point('Product page', ['web', 'before'], { matches: [...facts('Product Viewed'), under('/p/')], owner: 'Web shop', providers: ['media', 'product'], modules: ['sense', 'think'], importance: 4 }),
  point('Comparison', ['web', 'before'], { matches: facts('Products Compared', 'Manual Downloaded'), owner: 'Web shop', providers: ['media'], modules: ['think'] }),
  point('Sign-up', ['web', 'before'], { matches: [...facts('Signed Up'), consent('sign-up'), at('/sign-up'), at('/sign-in')], owner: 'Web shop', providers: ['media'], modules: ['act'] }),
  point('App', ['app', 'before'], { matches: [...facts('Application Opened', 'Application Installed'), { type: 'screen' }], owner: 'App', providers: ['media'], modules: ['act', 'think'] }),
  point('Appointment', ['shop', 'before'], { matches: facts('Appointment Requested'), physical: true, owner: 'Shops', providers: ['people'], modules: ['relate', 'think'], importance: 4 }),
  point('Shop', ['shop', 'before'], { matches: facts('Shop Visited'), physical: true, owner: 'Shops', providers: ['environment', 'people'], modules: ['sense', 'feel'], importance: 4 }),
  point('Demonstration', ['shop', 'before'], { matches: facts('Demonstration Attended'), physical: true, owner: 'Shops', providers: ['people', 'product'], modules: ['sense', 'act', 'think'], importance: 5 }),
  point('Basket', ['web', 'during'], { matches: [...facts('Product Added'), at('/cart')], owner: 'Web shop', providers: ['media'], modules: ['act'] }),
  point('Delivery options', ['web', 'during'], { matches: [at('/delivery-options')], owner: 'Web shop', providers: ['media'], modules: ['think'], importance: 4 }),
  point('Checkout', ['web', 'during'], { matches: [...facts('Checkout Started'), at('/checkout')], owner: 'Web shop', providers: ['media'], modules: ['act'], importance: 4 }),
  point('Till', ['shop', 'during'], { matches: [inShop('Order Completed')], physical: true, owner: 'Shops', providers: ['people', 'environment'], modules: ['act'], importance: 5 }),
  point('Order online', ['web', 'during'], { matches: facts('Order Completed'), owner: 'Web shop', providers: ['media'], modules: ['act'], importance: 5 }),
  point('Delivery promise', ['email', 'after'], { matches: facts('Delivery Promised', 'Order Shipped'), owner: 'Logistics', providers: ['communications'], modules: ['feel'], importance: 4 }),
  point('Late parcel', ['post', 'after'], { matches: [{ fact: 'Order Delivered', where: [{ property: 'late_days', op: 'atLeast', value: 1 }] }], physical: true, owner: 'Logistics', providers: ['product', 'people'], modules: ['feel'], importance: 5 }),
  point('Parcel arrives', ['post', 'after'], { matches: facts('Order Delivered'), physical: true, owner: 'Logistics', providers: ['product', 'people'], modules: ['sense', 'feel'], importance: 5 }),
  point('Apology by phone', ['phone', 'after'], { matches: [{ fact: 'Call Answered', where: [{ property: 'apology', op: 'equals', value: true }] }], owner: 'Service', providers: ['people'], modules: ['feel', 'relate'], importance: 5 }),
  point('Call centre', ['phone', 'after'], { matches: facts('Call Answered'), owner: 'Service', providers: ['people'], modules: ['feel', 'relate'], importance: 5 }),
  point('Chat', ['chat', 'after'], { matches: facts('Chat Started', 'Chat Answered', 'Chat Ended'), owner: 'Service', providers: ['people', 'media'], modules: ['think', 'relate'], importance: 4 }),
  point('Return', ['post', 'after'], { matches: facts('Return Requested', 'Order Refunded'), owner: 'Logistics', providers: ['product', 'people'], modules: ['act'], importance: 4 }),
  point('Survey and review', ['email', 'after'], { matches: facts('Survey Answered', 'Product Reviewed'), owner: 'Research', providers: ['communications'], modules: ['think', 'relate'] }),
  point('Community', ['social', 'after'], { matches: facts('Question Answered', 'Idea Submitted'), owner: 'Research', providers: ['people', 'media'], modules: ['relate', 'think'] }),
  point('Newsletter', ['email', 'after'], { matches: [...facts('Email Link Clicked', 'Email Opened', 'Unsubscribed'), consent('newsletter')], owner: 'Marketing', providers: ['communications'], modules: ['feel', 'act'], importance: 2 }),
] // prettier-ignore
