import type { Texts } from '../texts.ts'

export const ui: Texts['ui'] = {
  ofN: '(n = {n, number})',
  copy: 'Kopiuj: {what}',
  copied: 'Skopiowano',
  filters: 'Filtry',
  clearFilters: 'Wyczyść filtry',
  columns: 'Kolumny',
  undo: 'Cofnij',
  close: 'Zamknij',
  cancel: 'Anuluj',
  typeToConfirm: 'Wpisz „{word}”, aby potwierdzić',
  more: 'Pokaż więcej',
  moreOf: '{shown, number} z {size, number}: pokaż więcej',
  loading: 'Wczytywanie…',
  problem: {
    title: 'Coś się nie udało',
    unreachable: 'Percorso nie odpowiada. Czy jest uruchomione?',
    retry: 'Spróbuj ponownie',
    forbidden: 'Twoja rola na to nie pozwala',
    forbiddenHint: 'Może to zmienić osoba, która administruje tą przestrzenią roboczą.',
    broken: 'Ta strona ma własny błąd. Reszta konsoli działa dalej; często pomaga ponowne wczytanie.',
    reload: 'Wczytaj ponownie',
  },
}
