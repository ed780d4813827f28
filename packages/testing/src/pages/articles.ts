import type { Article } from './content.ts'

/** Articles of ten languages. Written by hand; the people and papers are invented. */
export const articles: readonly Article[] = [
  {
    title: 'The bridge that hums: how a town learnt to live with a note',
    description:
      'Since the new railings went up, the bridge at Farrow sings in a west wind. The town has stopped complaining and begun to tune it.',
    lang: 'en',
    site: 'The Farrow Gazette',
    authors: ['Dana Kessler'],
    published: '2023-03-14T06:30:00Z',
    dateWords: 'March 14, 2023',
    paragraphs: [
      'The first complaint came in at four in the morning. By the end of the week there were sixty, and an acoustician with a van full of microphones stood on the bank and listened to a B flat.',
      'The railings are round, evenly spaced and exactly wrong. In a west wind of nine metres a second the vortices behind them fall into step, and the bridge hums.',
      'The council offered to take them down. At the meeting a music teacher asked, instead, whether they could be tuned.',
    ],
  },
  {
    title: 'Why our database slept for eleven minutes',
    description:
      'A post-mortem of last Tuesday’s outage: one lock, two deployments and a dashboard that was green all the while.',
    lang: 'en',
    site: 'Engineering at Tidepool',
    authors: ['Priya Raman', 'Tom Oduya'],
    published: '2024-11-05T15:00:00Z',
    dateWords: '5 November 2024',
    paragraphs: [
      'At 09:41 a migration asked for a lock that a report had been holding since breakfast. Everything that came after it queued politely, and nobody noticed, because nothing had failed.',
      'We had alerts for errors and alerts for slowness. We had none for silence.',
      'What we changed is short: migrations give up after two seconds, reports run elsewhere, and there is now an alarm for doing nothing.',
    ],
  },
  {
    title: 'Bread at altitude',
    description:
      'Dough rises faster where the air is thin, and dries sooner. What bakers in La Paz do about it.',
    lang: 'en',
    site: 'Crumb',
    authors: ['Inés Mamani'],
    published: '2022-08-19T10:00:00Z',
    dateWords: '19 Aug 2022',
    paragraphs: [
      'At 3,600 metres a loaf doubles in half the time and collapses in the other half. The bakers of the old market use less yeast, more water and a colder night.',
      'Flour arrives dry and gets drier. They weigh it after it has stood open for a day, not before.',
    ],
  },
  {
    title: 'Le dernier passeur de la Loire',
    description:
      'À Saint-Maur, un homme fait traverser le fleuve à ceux que le pont n’intéresse pas. Portrait d’un métier qui refuse de finir.',
    lang: 'fr',
    site: 'Le Courrier des Rives',
    authors: ['Mathilde Caron'],
    published: '2021-06-09T05:00:00Z',
    dateWords: '9 juin 2021',
    paragraphs: [
      'La cloche est sur la rive gauche, la barque sur la droite. On sonne, et il vient. Il n’y a pas d’horaire, il n’y a que le courant.',
      'Le conseil municipal lui verse une indemnité depuis que l’État a oublié de supprimer la ligne. Lui dit qu’il rame pour les chiens, qui paient en remuant la queue.',
    ],
  },
  {
    title: 'Energía solar en el tejado: lo que cuesta de verdad',
    description:
      'Hemos pedido doce presupuestos para la misma casa. Las diferencias no están donde se esperaba.',
    lang: 'es',
    site: 'Kilovatio',
    authors: ['Javier Orduña', 'Lucía Ferrer'],
    published: '2024-02-27T08:15:00Z',
    dateWords: '27 de febrero de 2024',
    paragraphs: [
      'La misma casa, el mismo tejado, doce empresas. El presupuesto más alto duplica al más bajo, y los paneles son los mismos.',
      'La diferencia está en la estructura, en el papeleo y en una palabra que nadie explica: legalización.',
    ],
  },
  {
    title: 'Il faro di Punta Secca cerca un guardiano',
    description:
      'Dopo trent’anni di automatismi, la Regione vuole di nuovo qualcuno lassù. Hanno risposto in duemila.',
    lang: 'it',
    site: 'La Voce del Canale',
    authors: ['Salvatore Micciché'],
    published: '2023-10-02T07:00:00Z',
    dateWords: '2 ottobre 2023',
    paragraphs: [
      'Il bando è di una pagina e chiede tre cose: saper nuotare, saper stare soli e saper cambiare una lampadina.',
      'Le domande sono arrivate da undici paesi. La più corta dice soltanto: «So fischiare».',
    ],
  },
  {
    title: 'Warum Züge im Herbst rutschen',
    description:
      'Laub auf den Schienen klingt nach Ausrede. Tatsächlich ist es eine der besten Schmierschichten, die man kennt.',
    lang: 'de',
    site: 'Gleisfeld',
    authors: ['Jürgen von der Heide'],
    published: '2022-10-21T04:30:00Z',
    dateWords: '21. Oktober 2022',
    paragraphs: [
      'Unter dem Rad wird ein Blatt zu einem schwarzen Film, härter als das Laub und glatter als Öl. Er misst wenige Tausendstelmillimeter und hält wochenlang.',
      'Gegen ihn helfen Sand, Hochdruck und Geduld. Die Bahn setzt auf alle drei, und im Fahrplan stehen im Oktober zwei Minuten mehr.',
    ],
  },
  {
    title: 'De laatste telefooncel van Drenthe',
    description: 'Ze staat in Zweeloo, ze werkt, en er wordt elke dag uit gebeld. Wie doet dat?',
    lang: 'nl',
    site: 'Noorderblik',
    authors: ['Hilde Bakker'],
    published: '2024-05-30T09:00:00Z',
    dateWords: '30 mei 2024',
    paragraphs: [
      'De cel is groen en ruikt naar natte jassen. Aan de binnenkant hangt een briefje met het nummer van de huisarts, die al tien jaar dood is.',
      'Elke dag om vier uur belt er iemand. Het gesprek duurt een minuut, en daarna ligt er een dubbeltje in de bak.',
    ],
  },
  {
    title: 'A padaria que não fecha desde 1911',
    description:
      'Em Setúbal, o forno da Rua do Mirante nunca arrefeceu. Três gerações explicam como se dorme ao lado do lume.',
    lang: 'pt',
    site: 'Diário da Baía',
    authors: ['Rui Estrela'],
    published: '2023-12-11T06:00:00Z',
    dateWords: '11 de dezembro de 2023',
    paragraphs: [
      'O forno foi aceso numa segunda-feira e ainda não se apagou. Quando houve guerra, coziam-se batatas; quando houve festa, pão de ló.',
      'Quem dorme no andar de cima não precisa de cobertor, e nunca precisou de despertador.',
    ],
  },
  {
    title: 'Как считают птиц над Ладогой',
    description:
      'Каждый апрель двадцать человек ложатся на спину и смотрят в небо. Репортаж с самого тихого учёта в стране.',
    lang: 'ru',
    site: 'Северный вестник',
    authors: ['Анна Лебедева'],
    published: '2024-04-22T08:00:00Z',
    dateWords: '22 апреля 2024',
    paragraphs: [
      'Считать начинают до рассвета, пока стаи идут низко. Каждый смотрит в свой квадрат неба и молчит.',
      'Ошибка возможна, говорят учётчики, но она одна и та же каждый год, и потому её можно вычесть.',
    ],
  },
  {
    title: '雪国の時計屋',
    description: '冬の半年、町の時計は少しずつ遅れる。それを直して回る人がいる。',
    lang: 'ja',
    site: '北越日報',
    authors: ['佐藤 恵'],
    published: '2023-01-20T00:00:00Z',
    dateWords: '2023年1月20日',
    paragraphs: [
      '雪が積もると時計台の針は重くなる。毎週金曜日、佐々木さんは長靴をはいて塔に登り、針の雪を落とす。',
      '町の人は時計が合っていることに気づかない。気づくのは、合っていないときだけだ。',
    ],
  },
  {
    title: 'حارس المكتبة الأخيرة في الواحة',
    description: 'في سيوة مكتبة من غرفة واحدة، يفتحها صاحبها كل مساء منذ أربعين عاما.',
    lang: 'ar',
    site: 'صحيفة الواحة',
    authors: ['ليلى منصور'],
    published: '2022-02-03T18:00:00Z',
    dateWords: '3 فبراير 2022',
    paragraphs: [
      'الغرفة صغيرة والكتب كثيرة، ومن يدخل يجلس على الأرض. يقول صاحبها إن الكتاب الذي لا يُقرأ مرتين لم يُقرأ.',
      'في المساء يأتي الأطفال أولا ثم الكبار، ولا يُسأل أحد عن بطاقة.',
    ],
  },
  {
    title: 'Can a city forget a river?',
    description:
      'Under the car park runs the Wend. A group of neighbours wants it back, one manhole at a time.',
    lang: 'en',
    site: 'Lowland Review',
    authors: ['Marguerite O’Dell'],
    published: '2020-09-08T09:00:00Z',
    dateWords: 'Sept. 8, 2020',
    paragraphs: [
      'The Wend has been in a pipe since 1934. You can hear it on Tuesdays, when the market is away, through the grating in front of the bank.',
      'They began with a blue line painted on the tarmac above it. The council washed it off; the rain, they say, washed it back.',
    ],
  },
  {
    title: 'A short history of the semicolon',
    description:
      'It was born in Venice, was nearly killed in Paris, and lives on in programs; an obituary, postponed.',
    lang: 'en',
    site: 'Marginalia',
    authors: ['Ben Achterberg'],
    published: '2019-04-01T00:00:00Z',
    dateWords: '1 April 2019',
    paragraphs: [
      'Aldus Manutius printed the first one in 1494, in a book about a volcano. It meant a pause longer than a comma; nobody said how much longer.',
      'For four centuries it held sentences together that would rather have been two. Then came the telegram, which charged by the word.',
    ],
  },
  {
    title: 'Wie ein Dorf sein eigenes Netz baute',
    description: 'Glasfaser kam nicht, also gruben sie selbst: 41 Kilometer, 300 Freiwillige, ein Bagger.',
    lang: 'de',
    site: 'Landfunk',
    authors: ['Katrin Seidel', 'Omar Haddad'],
    published: '2024-07-18T10:45:00Z',
    dateWords: '18.07.2024',
    paragraphs: [
      'Der Bagger gehörte dem Feuerwehrverein, die Leerrohre einem Konkursverwalter. Den Rest gruben sie mit dem Spaten, samstags.',
      'Heute hat jedes Haus ein Gigabit, und das Dorf ein Problem: Die Nachbarn wollen auch.',
    ],
  },
  {
    title: '100 jours sans écran : le journal d’une classe de sixième',
    description:
      'Ils l’ont décidé eux-mêmes, un lundi, à vingt-six voix contre deux. Voici ce qui s’est passé.',
    lang: 'fr',
    site: 'École & Cie',
    authors: ['Nadia Benali'],
    published: '2023-05-15T12:00:00Z',
    dateWords: '15 mai 2023',
    paragraphs: [
      'Le premier jour, il ne s’est rien passé. Le deuxième non plus, et c’est ce qui les a inquiétés.',
      'La troisième semaine, quelqu’un a apporté un jeu de cartes. Depuis, la récréation a changé de bruit.',
    ],
  },
]
