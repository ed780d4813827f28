import { type OddPage, oddDocument, prose } from './odd-page.ts'

/** Symptoms that people reported of other readers (metascraper, ArchiveBox, wallabag, Karakeep), as pages of our own. */
export const reportedPages: readonly OddPage[] = [
  {
    // ArchiveBox 141: the title of an icon in front of the page's own.
    id: 'reported/title-of-an-icon',
    url: 'https://farrow.example/icons',
    html: `<!doctype html><html lang="en"><body><svg><title>storybreak stars</title><path d="M0 0"/></svg><title>Bread at altitude</title><h1>Bread at altitude</h1>${prose.en}</body></html>`,
    expected: { title: 'Bread at altitude' },
  },
  {
    // ArchiveBox 1222: an empty title.
    id: 'reported/empty-title',
    url: 'https://farrow.example/empty',
    html: oddDocument(
      'en',
      '<title></title>',
      `<svg><title>Logo</title></svg><h1>Bread at altitude</h1>${prose.en}`,
    ),
    expected: { title: 'Bread at altitude' },
  },
  {
    // metascraper 408: a date within the byline, and nobody's name.
    id: 'reported/date-for-an-author',
    url: 'https://farrow.example/ceremony',
    html: oddDocument(
      'en',
      '<title>Ceremony</title>',
      `<article><h1>Ceremony</h1><div class="byline">February 25, 2021</div>${prose.en}</article>`,
    ),
    expected: { author: '', date: '2021-02-25' },
  },
  {
    // metascraper 347: several authors under a name of the site's own.
    id: 'reported/authors-in-the-plural',
    url: 'https://farrow.example/plural',
    html: oddDocument(
      'en',
      '<title>A quiet week</title><meta name="authors" content="Dana Kessler, Tom Oduya"><meta name="section" content="Coronavirus">',
      `<article><h1>A quiet week</h1><a class="tag" rel="tag" href="/t">Coronavirus</a>${prose.en}</article>`,
    ),
    expected: { author: 'Dana Kessler, Tom Oduya' },
  },
  {
    // metascraper 717: the time in the title of an abbreviation.
    id: 'reported/date-in-a-title-attribute',
    url: 'https://farrow.example/2024/02/map.html',
    html: oddDocument(
      'en',
      '<title>A good enough map</title>',
      `<div class="post"><h3>A good enough map</h3>${prose.en}<span>Posted by <span class="fn" itemprop="author"><span itemprop="name">Inés Mamani</span></span> at <a rel="bookmark" href="#"><abbr itemprop="datePublished" title="2024-02-05T09:30:00Z">9:30 am</abbr></a></span></div>`,
    ),
    expected: { author: 'Inés Mamani', date: '2024-02-05' },
  },
  {
    // metascraper 165: the day of the last change in the head, that of the first in sight.
    id: 'reported/updated-in-the-head',
    url: 'https://farrow.example/holograms',
    html: oddDocument(
      'en',
      '<title>Holograms</title><meta property="og:updated_time" content="2019-01-15T21:45:42Z"><meta name="lastmod" content="2019-01-15">',
      `<article><h1>Holograms</h1><p class="meta">By Priya Raman | January 25, 2018 -- 12:31 GMT | Topic: Light</p>${prose.en}</article>`,
    ),
    expected: { date: '2018-01-25', author: 'Priya Raman' },
  },
  {
    // wallabag 3565 and 2804: entities in a title, once and twice.
    id: 'reported/entities-in-a-title',
    url: 'https://rives.example/cognitif',
    html: oddDocument(
      'fr',
      `<title>Une technologie pr&amp;eacute;cieuse : &amp;laquo; l&amp;#039;exp&eacute;rience &amp;raquo;</title>`,
      `<h1>Une technologie pr&eacute;cieuse : &laquo; l'exp&eacute;rience &raquo;</h1>${prose.fr}`,
    ),
    expected: { title: 'Une technologie précieuse : « l’expérience »', language: 'fr' },
  },
  {
    // wallabag 8593: the encoding is declared after the title.
    id: 'reported/declared-after-the-title',
    url: 'https://steg.example/doener',
    html: `<!doctype html><html lang="de"><head><title>Göttingen ohne Döner schöner</title><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body>${prose.de}</body></html>`,
    contentType: 'text/html',
    expected: { title: 'Göttingen ohne Döner schöner' },
  },
  {
    // Karakeep 2952: a question for people, where an archived page should be.
    id: 'reported/one-more-step',
    url: 'https://archive.example/abc',
    html: oddDocument(
      'en',
      '<title>archive.example</title>',
      '<h2>One more step</h2><p>Please complete the security check to access archive.example</p><div class="g-recaptcha"></div><h3>Why do I have to complete a CAPTCHA?</h3><p>Completing the CAPTCHA proves you are a human and gives you temporary access to the web property.</p><h3>What can I do to prevent this in the future?</h3><p>If you are on a personal connection, like at home, you can run an anti-virus scan on your device to make sure it is not infected with malware.</p>',
    ),
    expected: {},
    wall: 'bot-wall',
  },
]
