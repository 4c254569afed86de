import type { Texts } from '../texts.ts'

export const home: Texts['home'] = {
  title: 'Start',
  since: 'Co się wydarzyło od <time></time>, twojej ostatniej wizyty.',
  lately: 'Witaj. Co się wydarzyło od <time></time>, w ciągu tygodnia.',
  counted: 'W tym czasie',
  facts: 'Odebrane fakty',
  fresh: 'Nowe osoby',
  returning: 'Powracające osoby',
  rejected: 'Odrzucone fakty',
  moreThan: 'ponad <count></count>',
  hours: {
    title: 'Odebrane fakty, godzina po godzinie',
    summary:
      '{facts, plural, =0 {Brak faktów} one {# fakt} few {# fakty} many {# faktów} other {# faktu}} w ostatnich 48 godzinach; najwięcej w jednej godzinie: {most}.',
    none: 'Brak faktów w ostatnich 48 godzinach.',
  },
  turns: {
    title: 'Momenty prawdy, które się odwróciły',
    turned: '{name}: było „{from}”, teraz jest „{to}” (badanie „{study}”).',
    verdicts: {
      strength: 'mocna strona',
      weakness: 'słaba strona',
      unclear: 'niejasne',
      mandatory: 'spotykają go wszyscy',
      tooFew: 'spotyka go za mało osób',
    },
  },
  troubles: {
    title: 'Źródła z kłopotami',
    none: 'Wszystkie źródła działają dobrze.',
    silent: 'Milczy od <time></time>: dłużej niż zwykle.',
    rejecting: 'W ostatnich 24 godzinach odrzucono {rejected, number} z {sent, number} faktów.',
    'never-heard': 'Ma klucz zapisu, a nigdy nie wysłało faktu.',
    look: 'Obejrzyj to źródło',
  },
  steps: {
    title: 'Pierwsze kroki',
    progress: 'Zrobione: {done, number} z {all, number}',
    done: 'zrobione',
    open: 'do zrobienia',
    'create-source': 'Utwórz źródło: skąd przychodzą fakty',
    'first-fact': 'Wyślij pierwszy fakt',
    'import-history': 'Zaimportuj historię z plików',
    'invite-colleague': 'Zaproś kogoś z zespołu',
    'second-factor': 'Zabezpiecz konto drugim składnikiem',
  },
  sample: {
    title: 'Oglądasz zmyślonych ludzi',
    text: 'Ta przestrzeń zawiera przykładowe dane: rozejrzyj się, niczego nie zepsujesz. Gdy zechcesz własnych, usuniesz je jednym kliknięciem.',
    link: 'Usuń przykładowe dane',
  },
}
