import type { Texts } from '../texts.ts'

export const facts: Texts['facts'] = {
  track: 'Azione',
  identify: 'Identità',
  page: 'Pagina',
  screen: 'Schermata',
  group: 'Gruppo',
  alias: 'Alias',
  source: 'Fonte',
  sourceNumber: 'Fonte {id}',
  bot: 'Crawler',
  account: 'Account',
  details: 'Dettagli',
  properties: 'Proprietà',
  traits: 'Caratteristiche',
  context: 'Contesto',
  none: 'Nessuna',
}
