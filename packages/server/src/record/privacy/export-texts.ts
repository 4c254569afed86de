/** What stands in the page of an export, in the person's language. */
const en = {
  title: 'Everything we know about you',
  made: 'Made on',
  identifiers: 'How we know you',
  traits: 'What we know',
  accounts: 'Companies and households',
  facts: 'What happened',
  latest: 'The latest {shown} of {all} are listed here; all of them are in facts.jsonl.',
  files: 'In this archive',
  none: 'Nothing.',
  fileList: {
    'person.html': 'This page.',
    'person.json': 'Your identifiers, why they belong together, what we know, and where we know it from.',
    'facts.jsonl': 'Everything that happened, one a line, the earliest first for each identifier.',
    'rejected.jsonl': 'What was sent to us about you and could not be taken.',
    'refused-rows.csv': 'Rows of imported files that name you and could not be taken.',
    'requests.json': 'What you have asked of us.',
  } as Record<string, string>,
}
const it: typeof en = {
  title: 'Tutto quello che sappiamo di te',
  made: 'Creato il',
  identifiers: 'Come ti riconosciamo',
  traits: 'Che cosa sappiamo',
  accounts: 'Aziende e famiglie',
  facts: 'Che cosa è successo',
  latest: 'Qui ci sono gli ultimi {shown} di {all}; tutti sono in facts.jsonl.',
  files: 'In questo archivio',
  none: 'Niente.',
  fileList: {
    'person.html': 'Questa pagina.',
    'person.json': 'I tuoi identificatori, perché stanno insieme, che cosa sappiamo e da dove.',
    'facts.jsonl': 'Tutto quello che è successo, uno per riga, dal più vecchio per ogni identificatore.',
    'rejected.jsonl': 'Ciò che ci è stato inviato su di te e che non è stato accettato.',
    'refused-rows.csv': 'Righe di file importati che ti nominano e che non sono state accettate.',
    'requests.json': 'Che cosa ci hai chiesto.',
  },
}
const pl: typeof en = {
  title: 'Wszystko, co o Tobie wiemy',
  made: 'Utworzono',
  identifiers: 'Po czym Cię rozpoznajemy',
  traits: 'Co wiemy',
  accounts: 'Firmy i gospodarstwa domowe',
  facts: 'Co się wydarzyło',
  latest: 'Tu znajduje się {shown} najnowszych z {all}; wszystkie są w facts.jsonl.',
  files: 'W tym archiwum',
  none: 'Nic.',
  fileList: {
    'person.html': 'Ta strona.',
    'person.json': 'Twoje identyfikatory, dlaczego należą do siebie, co wiemy i skąd.',
    'facts.jsonl': 'Wszystko, co się wydarzyło, po jednym w wierszu, od najstarszych dla każdego identyfikatora.',
    'rejected.jsonl': 'Co nam o Tobie przysłano, a czego nie przyjęto.',
    'refused-rows.csv': 'Wiersze importowanych plików, które Cię wymieniają i których nie przyjęto.',
    'requests.json': 'O co nas prosiłeś lub prosiłaś.',
  },
}

export type Language = 'en' | 'it' | 'pl'
export const exportTexts: Record<Language, typeof en> = { en, it, pl }
