import { ld, type OddPage, oddDocument, og, prose } from './odd-page.ts'

/** Authors and dates as pages write them. */
export const signedPages: readonly OddPage[] = [
  {
    id: 'author/graph-of-several-ids',
    url: 'https://tidepool.example/outage',
    html: oddDocument(
      'en',
      `<title>Eleven minutes - Tidepool</title>${ld({
        '@context': 'https://schema.org',
        '@graph': [
          { '@type': 'BreadcrumbList', itemListElement: [{ '@type': 'ListItem', name: 'Blog' }] },
          {
            '@type': ['Article', 'TechArticle'],
            '@id': 'https://tidepool.example/outage#article',
            headline: 'Eleven minutes',
            author: [{ '@id': '#priya' }, { '@id': '#tom' }],
            datePublished: '2024-11-05',
            publisher: { '@id': '#org' },
          },
          { '@type': 'Organization', '@id': '#org', name: 'Tidepool' },
          { '@type': 'Comment', author: { '@type': 'Person', name: 'Gary P.' }, dateCreated: '2025-01-01' },
        ],
      })}${ld([
        { '@type': 'Person', '@id': '#priya', name: 'Priya Raman' },
        { '@type': 'Person', '@id': '#tom', name: 'Tom Oduya' },
      ])}`,
      `<h1>Eleven minutes</h1>${prose.en}`,
    ),
    expected: {
      author: 'Priya Raman, Tom Oduya',
      date: '2024-11-05',
      site: 'Tidepool',
      title: 'Eleven minutes',
    },
  },
  {
    id: 'author/roles-and-photographs',
    url: 'https://farrow.example/2023/x',
    html: oddDocument(
      'en',
      '<title>The bridge that hums</title>',
      `<article><h1>The bridge that hums</h1><p class="byline">By Dana Kessler and Tom Oduya, Staff Writers | Photographs by Ada Lin</p>${prose.en}</article>`,
    ),
    expected: { author: 'Dana Kessler, Tom Oduya' },
  },
  {
    id: 'author/french-credit-and-address',
    url: 'https://rives.example/passeur',
    html: oddDocument(
      'fr',
      '<title>Le dernier passeur</title><meta property="article:author" content="https://www.facebook.com/lecourrierdesrives">',
      `<article><h1>Le dernier passeur</h1><p class="byline">Texte : Mathilde Caron – Photos : Luc Bré</p><time datetime="2021-06-09T05:00:00Z">9 juin 2021</time>${prose.fr}</article>`,
    ),
    expected: { author: 'Mathilde Caron', date: '2021-06-09' },
  },
  {
    id: 'author/degrees',
    url: 'https://clinic.example/sleep',
    html: oddDocument(
      'en',
      '<title>Sleep and tides</title><meta name="author" content="Jana Roth, MD, PhD">',
      `<article><h1>Sleep and tides</h1>${prose.en}</article>`,
    ),
    expected: { author: 'Jana Roth' },
  },
  {
    id: 'author/spanish-with-update',
    url: 'https://marea.example/puente',
    html: oddDocument(
      'es',
      '<title>El puente que canta</title>',
      `<article><h1>El puente que canta</h1><div class="author">Por Lucía Ferrán | Actualizado a las 10:32</div><div class="date">Sevilla, 8 de marzo de 2024</div><p>El puente canta desde que cambiaron las barandillas, y los vecinos han dejado de quejarse para empezar a afinarlo.</p></article>`,
    ),
    expected: { author: 'Lucía Ferrán', date: '2024-03-08' },
  },
  {
    id: 'author/chinese-label',
    url: 'https://chaoxi.example/a/1025',
    html: oddDocument(
      'zh',
      '<title>海上的钟</title>',
      `<article><h1>海上的钟</h1><div class="author">作者：林小满</div><div class="date">2024年5月6日 09:30</div>${prose.zh}</article>`,
    ),
    expected: { author: '林小满', date: '2024-05-06' },
  },
  {
    id: 'author/japanese-in-brackets',
    url: 'https://keito.example/tokei',
    html: oddDocument(
      'ja',
      '<title>桟橋の時計</title>',
      `<article><h1>桟橋の時計</h1><p class="byline">文：佐藤美咲（編集部）</p><p class="date">2023/11/07 公開</p>${prose.ja}</article>`,
    ),
    expected: { author: '佐藤美咲', date: '2023-11-07' },
  },
  {
    id: 'author/korean-reporter',
    url: 'https://pado.example/n/1',
    html: oddDocument(
      'ko',
      '<title>바다의 시계</title>',
      `<article><h1>바다의 시계</h1><span class="byline">이수민 기자</span> <span class="date">입력 2024.03.08 14:20</span><p>썰물이 되면 바다에서 길이 나타난다. 아이들은 신발을 벗고 건너편 등대까지 걸어간다. 시간을 잊은 사람들을 위해 부두에는 큰 시계가 있다.</p></article>`,
    ),
    expected: { author: '이수민', date: '2024-03-08', language: 'ko' },
  },
  {
    id: 'author/russian-label-and-date',
    url: 'https://otliv.example/chasy',
    html: oddDocument(
      'ru',
      '<title>Часы на причале</title>',
      `<article><h1>Часы на причале</h1><p class="author">Автор: Ольга Ветрова, 12 мая 2023 г.</p>${prose.ru}</article>`,
    ),
    expected: { author: 'Ольга Ветрова', date: '2023-05-12' },
  },
  {
    id: 'author/site-in-meta-person-in-sight',
    url: 'https://farrow.example/2023/y',
    html: oddDocument(
      'en',
      `<title>A quiet week</title><meta name="author" content="The Farrow Gazette">${og('site_name', 'The Farrow Gazette')}`,
      `<article><h1>A quiet week</h1><p class="byline">Words: Inés Mamani</p>${prose.en}<div class="comment" itemprop="comment"><span itemprop="author">Gary P.</span></div></article>`,
    ),
    expected: { author: 'Inés Mamani' },
  },
  {
    id: 'date/german-abbreviated',
    url: 'https://steg.example/a',
    html: oddDocument(
      'de',
      '<title>Der Steg knarrt</title>',
      `<article><h1>Der Steg knarrt</h1><p class="meta">Veröffentlicht am So., 3. Okt. 2021, 17:30 Uhr</p>${prose.de}</article><div class="comments"><time datetime="2021-12-24">24.12.2021</time></div>`,
    ),
    expected: { date: '2021-10-03' },
  },
  {
    id: 'date/portuguese-in-words',
    url: 'https://mare.example/ponte',
    html: oddDocument(
      'pt-BR',
      '<title>A ponte que canta</title>',
      `<article><h1>A ponte que canta</h1><p class="date">sexta-feira, 8 de março de 2024 às 14h20</p><p>A ponte canta desde que trocaram as grades, e a cidade deixou de reclamar para começar a afinar.</p></article>`,
    ),
    expected: { date: '2024-03-08' },
  },
  {
    id: 'date/french-first',
    url: 'https://rives.example/aout',
    html: oddDocument(
      'fr',
      '<title>La barque</title>',
      `<article><h1>La barque</h1><p class="date">Publié le 1er août 2022 à 06h00</p>${prose.fr}</article>`,
    ),
    expected: { date: '2022-08-01' },
  },
  {
    id: 'date/arabic-digits',
    url: 'https://nakhla.example/b',
    html: oddDocument(
      'ar',
      '<title>ساعة على الرصيف</title>',
      `<article><h1>ساعة على الرصيف</h1><p class="date">٦ مايو ٢٠٢٤</p>${prose.ar}</article>`,
    ),
    expected: { date: '2024-05-06', language: 'ar' },
  },
  {
    id: 'date/british-numbers',
    url: 'https://farrow.example/gb',
    html: oddDocument(
      'en-GB',
      '<title>A quiet week</title>',
      `<article><h1>A quiet week</h1><p class="date">07/11/2023</p>${prose.en}</article>`,
    ),
    expected: { date: '2023-11-07' },
  },
  {
    id: 'date/italian-weekday-like-a-month',
    url: 'https://forno.example/pane',
    html: oddDocument(
      'it',
      '<title>Il forno di notte</title>',
      `<article><h1>Il forno di notte</h1><p class="submitted">Inviato da Carla Bruni Monti il mar, 11/07/2023 - 17:57</p>${prose.it}</article>`,
    ),
    expected: { date: '2023-07-11', author: 'Carla Bruni Monti' },
  },
  {
    id: 'date/changed-is-not-published',
    url: 'https://farrow.example/changed',
    html: oddDocument(
      'en',
      `<title>A quiet week</title><meta property="article:modified_time" content="2025-02-02T00:00:00Z">${ld({ '@type': 'Article', headline: 'A quiet week', dateModified: '2025-02-02' })}`,
      `<article><h1>A quiet week</h1><p>Updated <time datetime="2025-02-02">2 February 2025</time> · First published <time datetime="2023-03-14">14 March 2023</time></p>${prose.en}</article>`,
    ),
    expected: { date: '2023-03-14' },
  },
  {
    id: 'data/microdata-product-with-review',
    url: 'https://shop.example/p/loom',
    html: oddDocument(
      'en',
      '<title>Loomery desk loom | Yarnshop</title>',
      `<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Loomery desk loom</h1><p itemprop="description">A loom for the desk, with 24 shafts and no pedals, for cloth up to forty centimetres wide.</p><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="GBP"><span itemprop="price" content="349.00">£349</span></div><div itemprop="review" itemscope itemtype="https://schema.org/Review"><span itemprop="author">Happy Buyer</span><time itemprop="datePublished" datetime="2024-01-01">1 Jan</time></div></div>`,
    ),
    expected: { title: 'Loomery desk loom', author: '', date: '', price: '349 GBP', pricing: 'paid' },
  },
  {
    id: 'data/broken-json',
    url: 'https://tidepool.example/broken',
    html: oddDocument(
      'en',
      `<title>Eleven minutes</title><script type="application/ld+json">{"@type":"Article","headline":"Eleven minutes","author":{"@type":"Person","name":"Priya Raman"},"datePublished":"2024-11-05","description":"A post-mortem of
last Tuesday",}</script>`,
      `<h1>Eleven minutes</h1>${prose.en}`,
    ),
    expected: { title: 'Eleven minutes', author: 'Priya Raman', date: '2024-11-05' },
  },
  {
    id: 'data/person-of-the-page-and-organisation',
    url: 'https://tidepool.example/multi',
    html: oddDocument(
      'en',
      `<title>Eleven minutes</title>${ld({ '@context': 'http://www.schema.org', '@type': 'http://www.schema.org/NewsArticle', headline: 'Eleven minutes', author: { '@type': 'Person', name: ['Priya Raman'] }, creator: 'CMS Bot', datePublished: '2024-11-05T15:00:00Z', video: { '@type': 'VideoObject', name: 'Trailer', uploadDate: '2020-01-01' } })}`,
      `<h1>Eleven minutes</h1>${prose.en}`,
    ),
    expected: { author: 'Priya Raman', date: '2024-11-05' },
  },
]
