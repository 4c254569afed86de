import type { Language } from './countries.ts'

export type Gender = 'f' | 'm'
type Names = { f: readonly string[]; m: readonly string[]; family: readonly string[] }

const split = (text: string): readonly string[] => text.split(' ')

/** Names that people of today bear, by language. Polish family names of adjective form are given as a man's. */
const names: Record<Language, Names> = {
  it: {
    f: split('Giulia Sofia Aurora Martina Chiara Francesca Alessia Sara Elena Federica Paola Silvia Ilaria Noemi Beatrice Lucia Caterina Eleonora Rosa Mia'),
    m: split('Leonardo Francesco Alessandro Lorenzo Mattia Andrea Gabriele Riccardo Tommaso Davide Niccolò Marco Luca Giovanni Stefano Paolo Matteo Simone Pietro Nicolò'),
    family: split('Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa Giordano Mancini Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Serra Coppola Marchetti Parisi Villa Conte Ferri Piras Melis Nicolò Cantù Dalmasso'),
  },
  pl: {
    f: split('Anna Katarzyna Maria Małgorzata Agnieszka Barbara Ewa Magdalena Elżbieta Joanna Aleksandra Zofia Monika Julia Hanna Natalia Karolina Łucja Żaneta Bożena'),
    m: split('Piotr Krzysztof Tomasz Andrzej Paweł Michał Jan Marcin Jakub Adam Łukasz Grzegorz Wojciech Mateusz Rafał Kacper Szymon Bartłomiej Stanisław Sławomir'),
    family: split('Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski Król Wieczorek Jabłoński Wróbel Nowakowski Majewski Olszewski Stępień Malinowski Jaworski Adamczyk Dudek Górski Nowicki Pawlak Witkowski Sikora Baran Rutkowski Ostrowski Błaszczyk Żak'),
  },
  en: {
    f: split('Olivia Amelia Isla Ava Grace Freya Emily Charlotte Poppy Ella Sophie Zoë Hannah Jessica Lucy Chloë Megan Siân Aisha Priya'),
    m: split('Oliver George Noah Arthur Harry Leo Jack Charlie Oscar Thomas James William Henry Alexander Samuel Daniel Callum Rhys Mohammed Arjun'),
    family: split('Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Khan O’Brien Hughes Edwards Hill Moore Campbell Murray MacDonald Fraser Singh Ahmed Begum Adeyemi Kelly Stewart Morgan Bailey Cooper Price Bennett Shaw Brontë Sharma'),
  },
} // prettier-ignore

export function namesOf(language: Language): Names {
  return names[language]
}

/** A family's name as this member bears it: Kowalski's wife and daughter are called Kowalska. */
export function familyName(name: string, gender: Gender, language: Language): string {
  if (language !== 'pl' || gender === 'm') return name
  return name.replace(/(sk|ck|dzk)i$/u, '$1a')
}

/** A text in the letters that every mail server takes. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[Łł]/gu, 'l')
    .replaceAll(/[^a-z]/giu, '')
    .toLowerCase()
}
