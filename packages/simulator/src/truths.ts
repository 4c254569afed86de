/**
 * What is true of this world, with its exact size: the generator reads these numbers, analyses can be held against them.
 * Factors on odds hold for people who are alike in everything else that is named here (so: stratify, or fit a logistic model).
 */
export const truths = {
  /** A late first delivery, and the odds of a second order within 90 days of the first. An apology counts if it comes within a day of the promised time. */
  lateFirstDelivery: { oddsFactor: 0.45, oddsFactorApologised: 0.95, apologyWithin_hours: 24, window_days: 90 },
  /** Whose first order is a Christmas present (November 15 to December 24) comes back less. Deliveries are late more often then, too: this confounds the truth above. */
  presents: { oddsFactor: 0.7, lateShare: 0.35, lateShareOtherwise: 0.15 },
  /** A demonstration in a shop, and the mean value of the basket of that visit. Flagship shops demonstrate more and sell dearer: this confounds it. */
  demonstration: { valueFactor: 1.22, flagshipValueFactor: 1.35, flagshipShare: 0.45, otherShare: 0.12 },
  /** The page that makes people leave: the share of its views that end the session, and that of any other page of people who only browse. */
  confusingPage: { path: '/delivery-options', leaveShare: 0.48, leaveShareOtherwise: 0.22 },
  /** A weekly newsletter to bargain hunters (interests: offers) in Poland: odds of leaving the list at each mail, and of a second order within 90 days. */
  weeklyMail: { country: 'PL', interest: 'offers', unsubscribeShare: 0.0025, unsubscribeOddsFactor: 6, repurchaseOddsFactor: 0.6 },
  /** Customers brought by a friend, and the mean value of their baskets. */
  referral: { valueFactor: 1.25 },
  /** What makes a lead a customer: factors on the odds of a first order. */
  leads: { convertShare: 0.55, appointmentOddsFactor: 3, appOddsFactor: 2.2, referredOddsFactor: 1.8 },
  /** A chat that waited over three minutes for an answer, and the odds of being rated good (4 or 5). */
  chatWait: { over_s: 180, goodShare: 0.8, goodOddsFactor: 0.4 },
  /** The share that comes back within 90 days where nothing above applies. */
  repurchase: { share: 0.5 },
} as const

/** What looks as if it mattered and has exactly no effect on anything: drawn from a stream of chance of its own, which nothing else reads. */
export const nulls = [
  { name: 'dark_mode', where: 'trait, from the app' },
  { name: 'banner_colour', where: 'property of the first page of a web session' },
  { name: 'checkout_button', where: 'property of Checkout Started' },
  { name: 'subject_emoji', where: 'property of Email Delivered' },
  { name: 'agent', where: 'property of Chat Started' },
  { name: 'hold_music', where: 'property of Call Answered' },
  { name: 'shop_music', where: 'property of Shop Visited' },
  { name: 'cashier', where: 'property of Order Completed at a till' },
  { name: 'packaging', where: 'property of Order Shipped' },
  { name: 'courier', where: 'property of Order Shipped' },
  { name: 'favourite_colour', where: 'trait, from signing up' },
] as const

export type NullName = (typeof nulls)[number]['name']
