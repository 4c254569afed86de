import type { Texts } from '../texts.ts'

export const screens: Texts['screens'] = {
  access: {
    workspace: { name: 'Spazio di lavoro', also: 'fuso orario, nome, organizzazione, nuovo spazio di lavoro, generali' },
    account: { name: 'Il tuo account', also: 'password, secondo fattore, sessioni, 2FA' },
    members: { name: 'Membri', also: 'utenti, ruoli, inviti, squadra' },
    tokens: { name: 'Token API', also: 'chiavi, accesso, sviluppatori' },
    audit: { name: 'Registro delle attività', also: 'storia, chi ha fatto cosa, modifiche, audit' },
  },
  customers: {
    list: { name: 'Clienti', also: 'persone, profili, contatti, elenco' },
    person: { name: 'Persona', also: 'profilo, cliente' },
    accounts: { name: 'Account', also: 'aziende, famiglie, organizzazioni' },
    account: { name: 'Account', also: 'azienda, famiglia' },
  },
  gaps: {
    list: { name: 'Scarti', also: 'desiderato e vissuto, conformità, saltato, deviazioni' },
    one: { name: 'Scarti di una mappa', also: 'conformità, ponte, prova' },
  },
  initiatives: {
    list: { name: 'Iniziative', also: 'miglioramento, obiettivo, effetto, gruppo di controllo, prima e dopo' },
    fresh: { name: 'Nuova iniziativa', also: 'migliorare, ipotesi' },
    one: { name: 'Iniziativa', also: 'effetto, obiettivo' },
  },
  home: { home: { name: 'Inizio', also: 'home, panoramica, novità, primi passi' } },
  imports: {
    imports: { name: 'Importazioni', also: 'file, CSV, Parquet, JSON, storico, caricare' },
    fresh: { name: 'Nuova importazione', also: 'caricare un file, CSV' },
    one: { name: 'Importazione', also: 'avanzamento' },
  },
  journeys: { explorer: { name: 'Percorsi', also: 'vie, varianti, imbuto, Sankey, abbandoni, customer journey' } },
  live: {
    live: { name: 'In diretta', also: 'debugger, eventi, flusso, fatti in arrivo' },
    rejected: { name: 'Fatti rifiutati', also: 'errori, scarti, ripetere' },
  },
  maps: {
    list: { name: 'Mappe', also: 'mappe del percorso, personas, service blueprint, ciclo delle attività, curva emotiva, CJML' },
    one: { name: 'Mappa', also: 'editor, blueprint' },
  },
  moments: {
    board: { name: 'Momenti della verità', also: 'effetti, punti di forza, punti deboli, che cosa conta, esiti' },
    attribution: { name: 'Attribuzione', also: 'Markov, Shapley, primo contatto, ultimo contatto, conversioni, merito' },
  },
  privacy: {
    desk: {
      name: 'Privacy',
      also: 'GDPR, richiesta di accesso, cancellazione, diritto all’oblio, conservazione, eliminare dati, dati di esempio',
    },
  },
  scores: {
    list: { name: 'Punteggi', also: 'lead scoring, indice di coinvolgimento, fedeltà, gradi, stadi, prosumer' },
    fresh: { name: 'Nuovo modello di punteggio', also: 'lead, modello pronto' },
    one: { name: 'Modello di punteggio', also: 'gradi, stadi, prova sul passato, spiegazione' },
    edit: { name: 'Modifica modello di punteggio', also: 'punti, dimezzamento, soglie' },
  },
  segments: {
    list: { name: 'Segmenti', also: 'gruppi, pubblico, coorti, filtri' },
    fresh: { name: 'Nuovo segmento', also: 'regola' },
    one: { name: 'Segmento', also: 'membri, dimensione, sovrapposizione, confronto' },
    edit: { name: 'Modifica segmento', also: 'regola' },
  },
  sets: {
    list: { name: 'Elenchi caricati', also: 'liste, liste statiche, CSV, caricare identificativi' },
    one: { name: 'Elenco caricato', also: 'lista, identificativi' },
  },
  sources: {
    sources: { name: 'Fonti', also: 'chiavi di scrittura, codice, SDK, tracciamento, schema' },
    source: { name: 'Fonte', also: 'chiave di scrittura, codice' },
  },
  touchpoints: {
    list: { name: 'Punti di contatto', also: 'touchpoint, canali, fasi, scoperta, mappatura, registro' },
    fresh: { name: 'Nuovo punto di contatto', also: 'touchpoint, mappatura' },
    one: { name: 'Punto di contatto', also: 'touchpoint, volume, persone, prima e dopo, salute' },
    edit: { name: 'Modifica punto di contatto', also: 'corrispondenze, fase, responsabile' },
  },
  traits: { list: { name: 'Caratteristiche calcolate', also: 'valore nel tempo, formula, aggregati' } },
  webhooks: {
    list: { name: 'Webhook', also: 'chiamare altri sistemi, notifiche, integrazioni, sviluppatori' },
    fresh: { name: 'Nuovo webhook', also: 'chiamare un indirizzo' },
    one: { name: 'Webhook', also: 'consegne, segreto' },
    edit: { name: 'Modifica webhook', also: 'indirizzo, segmenti, fatti' },
  },
}
