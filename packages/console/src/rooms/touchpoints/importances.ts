/** What importance is called in the texts, from 1 to 5. */
export const importances = ['least', 'little', 'some', 'great', 'decisive'] as const
