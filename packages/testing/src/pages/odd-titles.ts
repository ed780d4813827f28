import { type OddPage, oddDocument, og, prose } from './odd-page.ts'

/** Titles and descriptions as templates, scripts of other languages and careless hands make them. */
export const titledPages: readonly OddPage[] = [
  {
    id: 'title/pipe-inside',
    url: 'https://tidal-review.example/2024/salt-water',
    html: oddDocument(
      'en',
      `<title>Salt | Water: notes from a ferry | The Tidal Review</title>${og('site_name', 'The Tidal Review')}`,
      `<h1>Salt | Water: notes from a ferry</h1>${prose.en}`,
    ),
    expected: {
      title: 'Salt | Water: notes from a ferry',
      name: 'Salt | Water: notes from a ferry',
      site: 'The Tidal Review',
    },
  },
  {
    id: 'title/middle-dot-glued',
    url: 'https://gridpaper.example/',
    html: oddDocument(
      'en',
      `<title>GridPaper·Draw on squares</title>`,
      `<h1>GridPaper</h1><p>A drawing board of squares that snaps to nothing unless you ask it to, for people who plan gardens, quilts and circuits.</p>`,
    ),
    expected: { name: 'GridPaper' },
  },
  {
    id: 'title/chinese-underscore',
    url: 'https://chaoxi.example/a/1024',
    html: oddDocument(
      'zh-CN',
      `<title>夜航船：给旅行者的潮汐表_潮汐网</title>${og('site_name', '潮汐网')}`,
      `<h1>夜航船：给旅行者的潮汐表</h1>${prose.zh}`,
    ),
    expected: {
      title: '夜航船：给旅行者的潮汐表',
      name: '夜航船：给旅行者的潮汐表',
      site: '潮汐网',
      language: 'zh',
    },
  },
  {
    id: 'title/fullwidth-pipe',
    url: 'https://keito.example/knit/machine',
    html: oddDocument(
      'ja',
      `<title>はじめての編み機｜毛糸倶楽部</title>`,
      `<header><a rel="home" href="/">毛糸倶楽部</a></header><h1>はじめての編み機</h1>${prose.ja}`,
    ),
    expected: { title: 'はじめての編み機', name: 'はじめての編み機', site: '毛糸倶楽部', language: 'ja' },
  },
  {
    id: 'title/arabic-dash',
    url: 'https://nakhla.example/',
    html: oddDocument(
      'ar',
      `<title>النخلة - دفتر المزارع</title>${og('site_name', 'النخلة')}<meta name="description" content="دفتر يحفظ مواعيد الري والحصاد لكل حقل، ويعمل من دون اتصال.">`,
      `<h1>دفتر المزارع</h1>${prose.ar}`,
    ),
    expected: {
      name: 'النخلة',
      site: 'النخلة',
      language: 'ar',
      description: 'دفتر يحفظ مواعيد الري والحصاد لكل حقل، ويعمل من دون اتصال.',
    },
  },
  {
    id: 'title/entities-twice',
    url: 'https://annas.example/menu',
    html: oddDocument(
      'en',
      `<title>Tom &amp;amp; Anna&amp;#39;s tea room</title>`,
      `<h1>Tom &amp; Anna's tea room</h1>${prose.en}`,
    ),
    expected: { title: 'Tom & Anna’s tea room' },
  },
  {
    id: 'title/hyphens-in-name',
    url: 'https://www.radwerk.example/e-bike-planer',
    html: oddDocument(
      'de',
      `<title>E-Bike-Planer - Touren für Leute mit Akku - Radwerk</title>${og('title', 'E-Bike-Planer - Touren für Leute mit Akku')}`,
      `<h1>E-Bike-Planer</h1>${prose.de}`,
    ),
    expected: { title: 'E-Bike-Planer - Touren für Leute mit Akku', site: 'Radwerk' },
  },
  {
    id: 'title/unread-count',
    url: 'https://video.example/watch?v=1',
    html: oddDocument(
      'en',
      `<title>(12) Bread at altitude - Loaftube</title>${og('site_name', 'Loaftube')}`,
      `<h1>Bread at altitude</h1>${prose.en}`,
    ),
    expected: { title: 'Bread at altitude', name: 'Bread at altitude', site: 'Loaftube' },
  },
  {
    id: 'title/capitals',
    url: 'https://farrowgazette.example/bridge',
    html: oddDocument(
      'en',
      `<title>THE BRIDGE THAT HUMS — FARROW GAZETTE</title>${og('site_name', 'Farrow Gazette')}${og('title', 'The bridge that hums')}`,
      `<h1>THE BRIDGE THAT HUMS</h1>${prose.en}`,
    ),
    expected: { title: 'The bridge that hums', site: 'Farrow Gazette' },
  },
  {
    id: 'title/og-by-name-empty-first',
    url: 'https://crumb.example/altitude',
    html: oddDocument(
      'en',
      `<title>crumb</title><meta property="og:title" content=" "><meta name="og:title" content="Bread at altitude"><meta name="OG:SITE_NAME" content="Crumb"><meta name="og:description" content=""><meta property="og:description" content="Dough rises faster where the air is thin.">`,
      prose.en,
    ),
    expected: {
      title: 'Bread at altitude',
      site: 'Crumb',
      description: 'Dough rises faster where the air is thin.',
    },
  },
  {
    id: 'description/template-of-a-tool',
    url: 'https://kettle.example/',
    html: oddDocument(
      'en',
      '<title>Kettle</title><meta name="description" content="Web site created using create-react-app">',
      `<h1>Kettle</h1><p>Kettle is a timer for tea that knows how hot your kitchen is and rings when the cup is ready.</p>`,
    ),
    expected: {
      name: 'Kettle',
      description:
        'Kettle is a timer for tea that knows how hot your kitchen is and rings when the cup is ready.',
    },
  },
  {
    id: 'description/just-another-site',
    url: 'https://steg.example/',
    html: oddDocument(
      'de',
      '<title>Stegwart – Just another WordPress site</title><meta name="description" content="Just another WordPress site"><meta property="og:description" content="Just another WordPress site"><meta property="og:site_name" content="Stegwart">',
      `<h1>Stegwart</h1><p>Der Stegwart führt Buch über jede Bohle Ihres Stegs und erinnert daran, wann sie getauscht werden muss.</p>${prose.de}`,
    ),
    expected: {
      name: 'Stegwart',
      description:
        'Der Stegwart führt Buch über jede Bohle Ihres Stegs und erinnert daran, wann sie getauscht werden muss.',
      language: 'de',
    },
  },
  {
    id: 'description/read-on',
    url: 'https://farrow.example/read-on',
    html: oddDocument(
      'en',
      `<title>The bridge that hums</title>${og('description', '&lt;p&gt;Since the new railings went up, the bridge sings in a west wind. [&amp;hellip;] &lt;a href=&quot;/x&quot;&gt;Continue reading &amp;rarr;&lt;/a&gt;&lt;/p&gt;')}`,
      `<h1>The bridge that hums</h1>${prose.en}`,
    ),
    expected: { description: 'Since the new railings went up, the bridge sings in a west wind.' },
  },
]
