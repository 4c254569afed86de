import type { Texts } from '../texts.ts'

export const ui: Texts['ui'] = {
  ofN: '(n = {n, number})',
  copy: 'Copia: {what}',
  copied: 'Copiato',
  filters: 'Filtri',
  clearFilters: 'Togli i filtri',
  columns: 'Colonne',
  undo: 'Annulla l’azione',
  close: 'Chiudi',
  cancel: 'Annulla',
  typeToConfirm: 'Scrivi «{word}» per confermare',
  more: 'Mostra altri',
  moreOf: '{shown, number} di {size, number}: mostra altro',
  loading: 'Caricamento in corso…',
  problem: {
    title: 'Qualcosa non ha funzionato',
    unreachable: 'Percorso non risponde. È in esecuzione?',
    retry: 'Riprova',
    forbidden: 'Il tuo ruolo non lo consente',
    forbiddenHint: 'Chi amministra questo spazio di lavoro può cambiarlo.',
    broken: 'Questa pagina ha un difetto suo. Il resto della console continua a funzionare; spesso basta ricaricare.',
    reload: 'Ricarica',
  },
}
