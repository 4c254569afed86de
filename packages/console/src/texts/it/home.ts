import type { Texts } from '../texts.ts'

export const home: Texts['home'] = {
  title: 'Inizio',
  since: 'Che cosa è successo da <time></time>, la tua ultima visita.',
  lately: 'Benvenuto. Che cosa è successo da <time></time>, una settimana fa.',
  counted: 'In questo periodo',
  facts: 'Fatti ricevuti',
  fresh: 'Persone nuove',
  returning: 'Persone di ritorno',
  rejected: 'Fatti rifiutati',
  moreThan: 'oltre <count></count>',
  hours: {
    title: 'Fatti ricevuti, ora per ora',
    summary: '{facts, plural, =0 {Nessun fatto} one {# fatto} other {# fatti}} nelle ultime 48 ore; il massimo in un’ora: {most}.',
    none: 'Nessun fatto nelle ultime 48 ore.',
  },
  turns: {
    title: 'Momenti della verità che sono cambiati',
    turned: '{name} era {from} e ora è {to} (studio «{study}»).',
    verdicts: {
      strength: 'un punto di forza',
      weakness: 'un punto debole',
      unclear: 'incerto',
      mandatory: 'incontrato da tutti',
      tooFew: 'incontrato da troppo pochi',
    },
  },
  troubles: {
    title: 'Fonti in difficoltà',
    none: 'Tutte le fonti stanno bene.',
    silent: 'Tace da <time></time>: più a lungo del solito.',
    rejecting: '{rejected, number} fatti su {sent, number} rifiutati nelle ultime 24 ore.',
    'never-heard': 'Ha una chiave di scrittura e non ha mai inviato un fatto.',
    look: 'Guarda questa fonte',
  },
  steps: {
    title: 'Primi passi',
    progress: '{done, number} di {all, number} fatti',
    done: 'fatto',
    open: 'da fare',
    'create-source': 'Crea una fonte: da dove arrivano i fatti',
    'first-fact': 'Invia il tuo primo fatto',
    'import-history': 'Importa la tua storia da file',
    'invite-colleague': 'Invita un collega',
    'second-factor': 'Proteggi il tuo account con un secondo fattore',
  },
  sample: {
    title: 'Stai guardando persone inventate',
    text: 'Questo spazio contiene dati di esempio: guardati intorno, non puoi rompere nulla. Quando vorrai i tuoi dati, li cancelli con un clic.',
    link: 'Cancella i dati di esempio',
  },
}
