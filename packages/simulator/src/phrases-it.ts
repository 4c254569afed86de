import type { Phrases } from './phrases.ts'

export const italian: Phrases = {
  opening: {
    positive: ['Davvero [contento|contenta].', 'Bellissimo!', '[Soddisfatto|Soddisfatta] al cento per cento.', 'Esperienza ottima.', 'Cinque stelle.', 'Che bella sorpresa.'],
    neutral: ['Così così.', 'Nella media.', 'Niente di che.', 'Va bene, dai.', 'Né bene né male.', 'Impressioni contrastanti.'],
    negative: ['Molto [deluso|delusa].', 'Non ci siamo.', 'Mai più.', 'Che peccato.', 'Mi aspettavo di meglio.', 'Sono [rimasto|rimasta] senza parole.'],
  },
  about: {
    delivery: {
      positive: ['Il pacco è arrivato un giorno prima del previsto.', 'Consegna veloce e corriere gentilissimo.', 'Tutto arrivato intatto e ben imballato.', 'Ordinato lunedì, arrivato giovedì, come promesso.'],
      neutral: ['Consegna né veloce né lenta.', 'Tempi di consegna normali.', 'È arrivato, con la scatola un po’ ammaccata.', 'Pacco puntuale, corriere di fretta.'],
      negative: ['Pacco arrivato con giorni di ritardo e nessuno mi ha detto niente.', 'Ho preso un giorno di ferie per una consegna mai arrivata.', 'Hanno rimandato la consegna più volte.', 'Ho aspettato {product} tutta la settimana senza notizie.'],
    },
    product: {
      positive: ['{product} è fatto benissimo.', '{product} dal vivo è ancora più bello che in foto.', 'Uso {product} tutti i giorni.', 'Solido, semplice, proprio quello che serviva a casa nostra.'],
      neutral: ['{product} fa il suo dovere.', '{product} è più piccolo di quanto pensassi, ma si usa.', 'Il colore non è proprio quello della foto; lo teniamo.', 'Niente di speciale, niente di sbagliato.'],
      negative: ['{product} si è rotto dopo una settimana.', '{product} traballa e sembra di plastica.', 'La vernice è venuta via alla prima pulizia.', 'Mancavano dei pezzi e le istruzioni sono inutili.'],
    },
    shop: {
      positive: ['In negozio mi hanno dedicato tutto il tempo necessario.', 'La dimostrazione in negozio mi ha convinto.', 'Il negozio profuma di legno e caffè, ci starei per ore.', 'Il ragazzo alla cassa ha trovato proprio quello che cercavo.'],
      neutral: ['Negozio affollato, ma abbiamo trovato quello che ci serviva.', 'Bel negozio, parcheggio difficile.', 'Personale educato, niente di più.', 'In negozio c’erano due cose su tre.'],
      negative: ['In negozio nessuno aveva tempo per noi.', 'Venti minuti in coda all’unica cassa aperta.', 'Negozio in disordine e metà della merce esaurita.', 'La commessa è stata scortese quando ho chiesto aiuto.'],
    },
    service: {
      positive: ['Ho chiamato e hanno risolto in due minuti.', 'Mi hanno richiamato entro un’ora.', 'Si sono scusati, e sinceramente.', 'La signora al telefono è stata fantastica.'],
      neutral: ['Al telefono gentili, ma la risposta è arrivata a metà.', 'Alla fine hanno risposto.', 'Ho dovuto chiedere due volte, poi tutto bene.', 'Lunga attesa al telefono, risposta discreta.'],
      negative: ['Tre telefonate, tre risposte diverse.', 'La chat mi ha lasciato in attesa e poi si è chiusa.', 'Nessuno si è preso la responsabilità del mio problema.', 'Mezz’ora in attesa e poi è caduta la linea.'],
    },
    website: {
      positive: ['Il sito è un piacere da usare.', 'Nell’app ho trovato tutto in un minuto.', 'Pagamento semplice e chiaro.', 'Adoro le pagine con le ispirazioni.'],
      neutral: ['Il sito funziona, ma la ricerca si può migliorare.', 'L’app va bene quando ci si è abituati.', 'Ho dovuto cercare due volte i miei ordini.', 'Belle foto, pagine lente.'],
      negative: ['La pagina delle opzioni di consegna non si capisce.', 'Ho rinunciato due volte al pagamento.', 'Il sito ha perso il mio carrello.', 'Impossibile capire quanto costa la consegna.'],
    },
    price: {
      positive: ['Ottimo rapporto qualità prezzo.', '{product} preso in saldo: un affare.', 'Prezzi onesti, senza trucchi.', 'Il buono ha funzionato subito.'],
      neutral: ['Non economico, ma dovrebbe durare.', 'Il prezzo è in linea con gli altri.', 'La prossima volta aspetto i saldi.', 'Un po’ caro per {product}.'],
      negative: ['Troppo caro per questa qualità.', 'Una settimana dopo costava la metà.', 'Il buono sconto non funzionava e nessuno mi ha aiutato.', 'Le spese di consegna raddoppiano il prezzo.'],
    },
  },
  lateButSorry: ['Il pacco è arrivato tardi, ma si sono scusati al telefono.', 'In ritardo, ma mi hanno spiegato il perché e si sono scusati.', 'Ci hanno messo giorni in più; almeno erano dispiaciuti.'],
  closing: {
    positive: ['Comprerò ancora.', 'Grazie!', 'Lo consiglio.', 'Anche mia sorella l’ha ordinato.', 'Continuate così.'],
    neutral: ['Vedremo.', 'Forse riproverò.', 'Tre stelle.', 'Tutto qui.', 'Nessuna opinione forte.'],
    negative: ['Rivoglio i miei soldi.', 'Comprerò altrove.', 'Dovete migliorare.', 'Non perdete tempo.', 'Sto ancora aspettando una risposta.'],
  },
  ideas: ['Vendete i ricambi di {product}.', 'Un pomeriggio di riparazioni in negozio, una volta al mese.', 'Vorrei provare {product} a casa prima di comprarlo.', 'Mostrate nell’app in quale negozio è disponibile oggi.', 'Ritirate i vecchi mobili quando consegnate i nuovi.'],
  answers: ['Passate l’olio sul legno due volte l’anno e durerà per sempre.', 'Usate le viti lunghe dietro, così non traballa più.', 'Va bene una lampadina normale, l’ho misurata.', 'Si lava a trenta gradi, senza ammorbidente.'],
} // prettier-ignore
