import type { Zone } from './calendar.ts'

export type CountryCode = 'IT' | 'PL' | 'GB'
export type Language = 'it' | 'pl' | 'en'
export type City = { name: string; weight: number }
export type Shop = { id: string; name: string; city: string; flagship: boolean }

export type Country = {
  code: CountryCode
  weight: number
  language: Language
  locale: string
  zone: Zone
  currency: 'EUR' | 'PLN' | 'GBP'
  /** What one euro of goods costs there. */
  rate: number
  /** Telephone numbers start with the emergency number, so that they cannot be anybody's. */
  phonePrefix: string
  cities: readonly City[]
  shops: readonly Shop[]
}

export const countries: readonly Country[] = [
  {
    code: 'IT', weight: 38, language: 'it', locale: 'it-IT', zone: 'Europe/Rome', currency: 'EUR', rate: 1, phonePrefix: '+39118',
    cities: [
      { name: 'Milano', weight: 24 }, { name: 'Roma', weight: 22 }, { name: 'Torino', weight: 13 }, { name: 'Bologna', weight: 12 },
      { name: 'Napoli', weight: 11 }, { name: 'Forlì', weight: 6 }, { name: 'Cagliari', weight: 6 }, { name: 'L’Aquila', weight: 6 },
    ],
    shops: [
      { id: 'it-milano', name: 'Milano Brera', city: 'Milano', flagship: true },
      { id: 'it-roma', name: 'Roma Prati', city: 'Roma', flagship: false },
      { id: 'it-torino', name: 'Torino San Salvario', city: 'Torino', flagship: false },
      { id: 'it-bologna', name: 'Bologna Via Emilia', city: 'Bologna', flagship: false },
    ],
  },
  {
    code: 'PL', weight: 34, language: 'pl', locale: 'pl-PL', zone: 'Europe/Warsaw', currency: 'PLN', rate: 4.3, phonePrefix: '+48999',
    cities: [
      { name: 'Warszawa', weight: 26 }, { name: 'Kraków', weight: 18 }, { name: 'Wrocław', weight: 14 }, { name: 'Gdańsk', weight: 12 },
      { name: 'Poznań', weight: 12 }, { name: 'Łódź', weight: 10 }, { name: 'Białystok', weight: 8 },
    ],
    shops: [
      { id: 'pl-warszawa', name: 'Warszawa Powiśle', city: 'Warszawa', flagship: true },
      { id: 'pl-krakow', name: 'Kraków Kazimierz', city: 'Kraków', flagship: false },
      { id: 'pl-wroclaw', name: 'Wrocław Nadodrze', city: 'Wrocław', flagship: false },
    ],
  },
  {
    code: 'GB', weight: 28, language: 'en', locale: 'en-GB', zone: 'Europe/London', currency: 'GBP', rate: 0.86, phonePrefix: '+44999',
    cities: [
      { name: 'London', weight: 34 }, { name: 'Manchester', weight: 18 }, { name: 'Bristol', weight: 13 }, { name: 'Leeds', weight: 12 },
      { name: 'Edinburgh', weight: 12 }, { name: 'Inverness', weight: 5 }, { name: 'Norwich', weight: 6 },
    ],
    shops: [
      { id: 'gb-london', name: 'London Shoreditch', city: 'London', flagship: true },
      { id: 'gb-manchester', name: 'Manchester Ancoats', city: 'Manchester', flagship: false },
      { id: 'gb-bristol', name: 'Bristol Clifton', city: 'Bristol', flagship: false },
    ],
  },
] // prettier-ignore
