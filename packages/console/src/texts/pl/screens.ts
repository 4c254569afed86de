import type { Texts } from '../texts.ts'

export const screens: Texts['screens'] = {
  access: {
    account: { name: 'Twoje konto', also: 'hasło, drugi składnik, sesje, 2FA' },
    members: { name: 'Członkowie', also: 'użytkownicy, role, zaproszenia, zespół' },
    tokens: { name: 'Tokeny API', also: 'klucze, dostęp, programiści' },
    audit: { name: 'Dziennik zmian', also: 'historia, kto co zrobił, audyt' },
  },
  customers: {
    list: { name: 'Klienci', also: 'osoby, profile, kontakty, lista' },
    person: { name: 'Osoba', also: 'profil, klient' },
    accounts: { name: 'Konta', also: 'firmy, gospodarstwa domowe, organizacje' },
    account: { name: 'Konto', also: 'firma, gospodarstwo domowe' },
  },
  home: { home: { name: 'Start', also: 'strona główna, przegląd, nowości, pierwsze kroki' } },
  imports: {
    imports: { name: 'Importy', also: 'pliki, CSV, Parquet, JSON, historia, wgrywanie' },
    fresh: { name: 'Nowy import', also: 'wgraj plik, CSV' },
    one: { name: 'Import', also: 'postęp' },
  },
  live: {
    live: { name: 'Na żywo', also: 'debuger, zdarzenia, strumień, nadchodzące fakty' },
    rejected: { name: 'Odrzucone fakty', also: 'błędy, odmowy, ponowienie' },
  },
  privacy: {
    desk: {
      name: 'Prywatność',
      also: 'RODO, wniosek o dostęp, usunięcie, prawo do bycia zapomnianym, przechowywanie, usuwanie danych, dane przykładowe',
    },
  },
  segments: {
    list: { name: 'Segmenty', also: 'grupy, odbiorcy, kohorty, filtry' },
    fresh: { name: 'Nowy segment', also: 'reguła' },
    one: { name: 'Segment', also: 'osoby, wielkość, część wspólna, porównanie' },
    edit: { name: 'Zmiana segmentu', also: 'reguła' },
  },
  sources: {
    sources: { name: 'Źródła', also: 'klucze zapisu, kod, SDK, śledzenie, schemat' },
    source: { name: 'Źródło', also: 'klucz zapisu, kod' },
  },
}
