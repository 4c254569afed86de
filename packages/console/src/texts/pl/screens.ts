import type { Texts } from '../texts.ts'

export const screens: Texts['screens'] = {
  access: {
    workspace: { name: 'Przestrzeń robocza', also: 'strefa czasowa, nazwa, organizacja, nowa przestrzeń, ogólne' },
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
  gaps: {
    list: { name: 'Luki', also: 'pożądane i przeżyte, zgodność, pominięte, odchylenia' },
    one: { name: 'Luki mapy', also: 'zgodność, most, dowód' },
  },
  initiatives: {
    list: { name: 'Inicjatywy', also: 'poprawa, cel, skutek, grupa kontrolna, przed i po' },
    fresh: { name: 'Nowa inicjatywa', also: 'poprawić, hipoteza' },
    one: { name: 'Inicjatywa', also: 'skutek, cel' },
  },
  home: { home: { name: 'Start', also: 'strona główna, przegląd, nowości, pierwsze kroki' } },
  imports: {
    imports: { name: 'Importy', also: 'pliki, CSV, Parquet, JSON, historia, wgrywanie' },
    fresh: { name: 'Nowy import', also: 'wgraj plik, CSV' },
    one: { name: 'Import', also: 'postęp' },
  },
  journeys: { explorer: { name: 'Podróże klientów', also: 'ścieżki, warianty, lejek, Sankey, odejścia, customer journey' } },
  live: {
    live: { name: 'Na żywo', also: 'debuger, zdarzenia, strumień, nadchodzące fakty' },
    rejected: { name: 'Odrzucone fakty', also: 'błędy, odmowy, ponowienie' },
  },
  maps: {
    list: { name: 'Mapy', also: 'mapy podróży klienta, persony, service blueprint, cykl działań klienta, krzywa emocji, CJML' },
    one: { name: 'Mapa', also: 'edytor, blueprint' },
  },
  moments: {
    board: { name: 'Momenty prawdy', also: 'efekty, mocne strony, słabe strony, co ma znaczenie, wyniki' },
    attribution: { name: 'Atrybucja', also: 'Markow, Shapley, pierwszy kontakt, ostatni kontakt, konwersje, zasługi' },
  },
  privacy: {
    desk: {
      name: 'Prywatność',
      also: 'RODO, wniosek o dostęp, usunięcie, prawo do bycia zapomnianym, przechowywanie, usuwanie danych, dane przykładowe',
    },
  },
  scores: {
    list: { name: 'Punktacja', also: 'lead scoring, wskaźnik zaangażowania, lojalność, oceny, etapy, prosument' },
    fresh: { name: 'Nowy model punktacji', also: 'lead, szablon' },
    one: { name: 'Model punktacji', also: 'oceny, etapy, próba na przeszłości, wyjaśnienie' },
    edit: { name: 'Zmiana modelu punktacji', also: 'punkty, okres połowiczny, progi' },
  },
  segments: {
    list: { name: 'Segmenty', also: 'grupy, odbiorcy, kohorty, filtry' },
    fresh: { name: 'Nowy segment', also: 'reguła' },
    one: { name: 'Segment', also: 'osoby, wielkość, część wspólna, porównanie' },
    edit: { name: 'Zmiana segmentu', also: 'reguła' },
  },
  sets: {
    list: { name: 'Wgrane listy', also: 'listy statyczne, CSV, wgrywanie identyfikatorów' },
    one: { name: 'Wgrana lista', also: 'lista, identyfikatory' },
  },
  sources: {
    sources: { name: 'Źródła', also: 'klucze zapisu, kod, SDK, śledzenie, schemat' },
    source: { name: 'Źródło', also: 'klucz zapisu, kod' },
  },
  touchpoints: {
    list: { name: 'Punkty styku', also: 'touchpointy, kanały, etapy, odkrywanie, mapowanie, rejestr' },
    fresh: { name: 'Nowy punkt styku', also: 'touchpoint, mapowanie' },
    one: { name: 'Punkt styku', also: 'touchpoint, natężenie, osoby, przed i po, stan' },
    edit: { name: 'Edycja punktu styku', also: 'dopasowania, etap, właściciel' },
  },
  traits: { list: { name: 'Cechy obliczane', also: 'wartość w czasie, wzór, agregaty' } },
  webhooks: {
    list: { name: 'Webhooki', also: 'wywoływanie innych systemów, powiadomienia, integracje, programiści' },
    fresh: { name: 'Nowy webhook', also: 'wywołanie adresu' },
    one: { name: 'Webhook', also: 'doręczenia, sekret' },
    edit: { name: 'Zmiana webhooka', also: 'adres, segmenty, fakty' },
  },
}
