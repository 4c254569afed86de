import type { Texts } from '../texts.ts'

export const facts: Texts['facts'] = {
  track: 'Działanie',
  identify: 'Tożsamość',
  page: 'Strona',
  screen: 'Ekran',
  group: 'Grupa',
  alias: 'Alias',
  source: 'Źródło',
  sourceNumber: 'Źródło {id}',
  bot: 'Robot',
  account: 'Konto',
  details: 'Szczegóły',
  properties: 'Właściwości',
  traits: 'Cechy',
  context: 'Kontekst',
  none: 'Brak',
}
