import type { Phrases } from './phrases.ts'

export const polish: Phrases = {
  opening: {
    positive: ['Jestem bardzo [zadowolony|zadowolona].', 'Super!', 'Lepiej być nie mogło.', 'Świetne zakupy.', 'Pięć gwiazdek.', 'Miło mnie zaskoczyli.'],
    neutral: ['Może być.', 'Mam mieszane uczucia.', 'Przeciętnie.', 'Bez szału.', 'Ani dobrze, ani źle.', 'Średnio.'],
    negative: ['Jestem bardzo [rozczarowany|rozczarowana].', 'Słabo.', 'Nigdy więcej.', 'Wielka szkoda.', '[Spodziewałem|Spodziewałam] się czegoś lepszego.', 'Same nerwy.'],
  },
  about: {
    delivery: {
      positive: ['Paczka przyszła dzień wcześniej, niż obiecali.', 'Szybka dostawa i miły kurier.', 'Wszystko dotarło w całości, dobrze zapakowane.', '[Zamówiłem|Zamówiłam] w poniedziałek, w czwartek było u mnie.'],
      neutral: ['Dostawa ani szybka, ani wolna.', 'Dostawa trwała tyle co zwykle.', 'Doszło, choć karton był trochę pognieciony.', 'Paczka na czas, kurier w pośpiechu.'],
      negative: ['Paczka spóźniła się o kilka dni i nikt mnie nie uprzedził.', '[Wziąłem|Wzięłam] dzień urlopu, a kurier nie przyjechał.', 'Termin dostawy przekładali kilka razy.', 'Cały tydzień [czekałem|czekałam] na {product} bez żadnej wiadomości.'],
    },
    product: {
      positive: ['{product} – pięknie wykonane.', '{product} wygląda lepiej niż na zdjęciach.', 'Używam {product} codziennie.', 'Solidne, proste, dokładnie tego potrzebował nasz dom.'],
      neutral: ['{product} spełnia swoją rolę.', 'Mniejsze, niż [myślałem|myślałam], ale da się używać.', 'Kolor trochę inny niż na zdjęciu, zostawiamy.', 'Nic szczególnego, nic złego.'],
      negative: ['{product} – zepsuło się po tygodniu.', 'Chwieje się i wygląda tandetnie.', 'Lakier zszedł przy pierwszym myciu.', 'Brakowało części, a instrukcja jest bezużyteczna.'],
    },
    shop: {
      positive: ['W sklepie poświęcili mi mnóstwo czasu.', 'Pokaz w sklepie mnie przekonał.', 'W sklepie pachnie drewnem i kawą, [mógłbym|mogłabym] tam siedzieć godzinami.', 'Pan przy kasie znalazł dokładnie to, czego [szukałem|szukałam].'],
      neutral: ['W sklepie był tłok, ale [kupiłem|kupiłam], co trzeba.', 'Ładny sklep, trudno zaparkować.', 'Obsługa uprzejma, nic więcej.', 'W sklepie były dwie rzeczy z trzech.'],
      negative: ['W sklepie nikt nie miał dla nas czasu.', '[Stałem|Stałam] dwadzieścia minut w kolejce do jedynej kasy.', 'W sklepie bałagan i połowy rzeczy brak.', 'Sprzedawczyni była niegrzeczna, kiedy [poprosiłem|poprosiłam] o pomoc.'],
    },
    service: {
      positive: ['[Zadzwoniłem|Zadzwoniłam] i załatwili to w dwie minuty.', 'Oddzwonili w ciągu godziny.', 'Przeprosili, i to szczerze.', 'Pani na infolinii była wspaniała.'],
      neutral: ['Na infolinii mili, ale odpowiedź tylko w połowie.', 'W końcu odpisali.', '[Musiałem|Musiałam] pytać dwa razy, potem było w porządku.', 'Długie czekanie, przyzwoita odpowiedź.'],
      negative: ['Trzy telefony, trzy różne odpowiedzi.', 'Na czacie kazali czekać i się rozłączyli.', 'Nikt nie poczuwał się do odpowiedzialności.', 'Pół godziny [czekałem|czekałam] na linii i mnie rozłączyło.'],
    },
    website: {
      positive: ['Ze sklepu internetowego korzysta się z przyjemnością.', 'W aplikacji [znalazłem|znalazłam] wszystko w minutę.', 'Płatność szybka i zrozumiała.', 'Uwielbiam strony z inspiracjami.'],
      neutral: ['Strona działa, ale wyszukiwarka mogłaby być lepsza.', 'Aplikacja w porządku, jak się człowiek przyzwyczai.', 'Swoje zamówienia [znalazłem|znalazłam] dopiero za drugim razem.', 'Ładne zdjęcia, wolne strony.'],
      negative: ['Strona z opcjami dostawy jest niezrozumiała.', 'Dwa razy [zrezygnowałem|zrezygnowałam] przy płatności.', 'Strona zgubiła mój koszyk.', 'Nie sposób się dowiedzieć, ile kosztuje dostawa.'],
    },
    price: {
      positive: ['Świetna jakość za tę cenę.', '{product} z wyprzedaży: prawdziwa okazja.', 'Uczciwe ceny, bez haczyków.', 'Kupon zadziałał od razu.'],
      neutral: ['Nietanio, ale powinno wytrzymać.', 'Cena jak wszędzie.', 'Następnym razem poczekam na wyprzedaż.', 'Trochę drogo jak na {product}.'],
      negative: ['Za drogo jak na taką jakość.', 'Tydzień później kosztowało połowę.', 'Kupon nie działał i nikt mi nie pomógł.', 'Z dostawą wyszło dwa razy drożej.'],
    },
  },
  lateButSorry: ['Paczka się spóźniła, ale przez telefon przeprosili.', 'Z opóźnieniem, ale wyjaśnili dlaczego i przeprosili.', 'Trwało to kilka dni dłużej, przynajmniej było im przykro.'],
  closing: {
    positive: ['Kupię znowu.', 'Dziękuję!', 'Polecam.', 'Siostra też już zamówiła.', 'Tak trzymać.'],
    neutral: ['Zobaczymy.', 'Może jeszcze spróbuję.', 'Trzy gwiazdki.', 'To tyle.', 'Nie mam zdania.'],
    negative: ['Chcę zwrotu pieniędzy.', 'Pójdę gdzie indziej.', 'Poprawcie się.', 'Szkoda czasu.', 'Do dziś czekam na odpowiedź.'],
  },
  ideas: ['Sprzedawajcie części zamienne do {product}.', 'Raz w miesiącu popołudnie napraw w sklepach.', '[Chciałbym|Chciałabym] wypożyczyć {product} przed kupnem.', 'Pokażcie w aplikacji, w którym sklepie jest dziś dostępne.', 'Zabierajcie stare meble przy dostawie nowych.'],
  answers: ['Olejować drewno dwa razy w roku, a posłuży całe życie.', 'Z tyłu wkręcić dłuższe śruby, wtedy się nie chwieje.', 'Pasuje zwykła żarówka, [zmierzyłem|zmierzyłam].', 'Prać w trzydziestu stopniach, bez płynu.'],
} // prettier-ignore
