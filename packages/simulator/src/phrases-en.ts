import type { Phrases } from './phrases.ts'

export const english: Phrases = {
  opening: {
    positive: ['Really happy.', 'Lovely!', 'Could not be more pleased.', 'Brilliant experience.', 'Five stars from me.', 'What a nice surprise.'],
    neutral: ['It is all right.', 'Mixed feelings.', 'Fine, I suppose.', 'Average.', 'Neither good nor bad.', 'So-so.'],
    negative: ['Very disappointed.', 'Not good enough.', 'Never again.', 'Such a shame.', 'I expected better.', 'Frustrating from start to finish.'],
  },
  about: {
    delivery: {
      positive: ['The parcel came a day earlier than promised.', 'Delivery was quick and the driver was kind.', 'Everything arrived in one piece, well packed.', 'Ordered on Monday, here by Thursday, as they said.'],
      neutral: ['Delivery was neither fast nor slow.', 'Delivery took as long as they usually do.', 'It arrived, though the box was a bit dented.', 'The parcel came on time, the driver in a hurry.'],
      negative: ['The parcel was days late and nobody told me anything.', 'I took a day off work for a delivery that never came.', 'The delivery date was moved again and again.', 'Waited all week for the {product}; no word from anyone.'],
    },
    product: {
      positive: ['The {product} is beautifully made.', 'The {product} looks even better than in the pictures.', 'I use the {product} every single day.', 'Solid, simple, exactly what our home needed.'],
      neutral: ['The {product} does its job.', 'The {product} is smaller than I thought, but usable.', 'Colour is not quite as shown; we will keep it.', 'Nothing special, nothing wrong.'],
      negative: ['The {product} broke within a week.', 'The {product} wobbles and feels cheap.', 'The finish came off the first time I cleaned it.', 'Parts were missing and the manual is useless.'],
    },
    shop: {
      positive: ['The people in the shop took all the time in the world for me.', 'The demonstration in the shop convinced me.', 'The shop smells of wood and coffee; I could stay for hours.', 'A young man at the till found the very thing I wanted.'],
      neutral: ['The shop was busy, but we got what we came for.', 'Nice shop, hard to park.', 'Staff were polite, not more.', 'The shop had two of the three things I wanted.'],
      negative: ['Nobody in the shop had time for us.', 'I queued for twenty minutes at the only open till.', 'The shop was a mess and half of it out of stock.', 'The assistant was rude when I asked for help.'],
    },
    service: {
      positive: ['I rang and they sorted it out in two minutes.', 'The call centre rang me back within the hour.', 'They said sorry and meant it.', 'The woman on the phone was wonderful.'],
      neutral: ['The call centre was friendly; my question is half answered.', 'They answered in the end.', 'Had to ask twice, then it was fine.', 'Long wait on the phone, decent answer.'],
      negative: ['Three calls, three different answers.', 'The chat left me waiting and then closed.', 'Nobody felt responsible for my problem.', 'I was on hold for half an hour and then cut off.'],
    },
    website: {
      positive: ['The web shop is a joy to use.', 'Found everything in the app within a minute.', 'Checkout was quick and clear.', 'Love the inspiration pages.'],
      neutral: ['The site works, but the search could be better.', 'The app is fine once you know your way round.', 'Had to look twice to find my orders.', 'Good pictures, slow pages.'],
      negative: ['The page with the delivery options makes no sense to me.', 'I gave up at checkout twice.', 'The site forgot my basket.', 'I could not find out what delivery costs.'],
    },
    price: {
      positive: ['Great value for what you get.', 'Bought the {product} in the sale: a bargain.', 'Fair prices, no tricks.', 'The coupon worked at once.'],
      neutral: ['Not cheap, but it should last.', 'The price is what others ask too.', 'I would wait for the sale next time.', 'A little dear for a {product}.'],
      negative: ['Far too expensive for this quality.', 'A week later it was half the price.', 'The coupon did not work and nobody helped.', 'Delivery charges doubled the price.'],
    },
  },
  lateButSorry: ['The parcel came late, but somebody rang to say sorry.', 'Late, but they explained why and apologised.', 'It took days longer; at least they were sorry.'],
  closing: {
    positive: ['Will buy again.', 'Thank you!', 'Recommended.', 'My sister has ordered one too.', 'Keep it up.'],
    neutral: ['We shall see.', 'Perhaps I will try again.', 'Three stars.', 'That is all.', 'No strong opinion.'],
    negative: ['I want my money back.', 'I shall shop elsewhere.', 'Please do better.', 'Do not waste your time.', 'I am still waiting for an answer.'],
  },
  ideas: ['Sell spare parts for the {product}.', 'A repair afternoon in the shops, once a month.', 'Let us lend the {product} before buying it.', 'Show in the app which shop has it today.', 'Take old furniture back when you deliver the new.'],
  answers: ['Oil the wood twice a year and it will last for ever.', 'Use the longer screws at the back, then it stops wobbling.', 'It fits a standard bulb, I have measured it.', 'Wash it at thirty degrees, no softener.'],
} // prettier-ignore
