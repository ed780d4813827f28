import type { Article, Product } from './content.ts'

/** Text as HTML writes it. */
export function esc(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** What surrounds the matter of a page: menus, banners, what else to read. None of it is about the page. */
export const nav = (labels: readonly string[]) =>
  `<header class="site-header"><nav><ul>${labels.map((label) => `<li><a href="/${label.length}">${label}</a></li>`).join('')}</ul></nav></header>`
const paragraphs = (texts: readonly string[]) => texts.map((text) => `<p>${esc(text)}</p>`).join('\n')
const list = (texts: readonly string[]) => `<ul>${texts.map((text) => `<li>${esc(text)}</li>`).join('')}</ul>`
const ld = (data: unknown) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`
const meta = (name: string, content: string) => `<meta name="${name}" content="${esc(content)}">`
const og = (name: string, content: string) => `<meta property="${name}" content="${esc(content)}">`
const cookieBar =
  '<div id="onetrust-banner-sdk" role="dialog"><p>We use cookies to personalise content, to provide social media features and to analyse our traffic. You consent to our cookies if you continue to use our website.</p><button>Accept all</button></div>'
const comments =
  '<section id="comments" class="comments"><h2>3 comments</h2><article class="comment"><span class="author">Gary P.</span> <time datetime="2025-01-02">2 January 2025</time><p>First!</p></article><article class="comment"><span class="author">Sue</span><p>I read that differently, but thank you.</p></article></section>'
const related =
  '<aside class="related"><h3>More like this</h3><article><h4><a href="/x">Ten things about Tuesdays</a></h4><span class="byline">By Rival Writer</span><time datetime="2018-01-01">1 Jan 2018</time></article></aside>'
const features = {
  en: 'Features',
  de: 'Funktionen',
  fr: 'Fonctionnalités',
  es: 'Funciones',
  it: 'Funzionalità',
  nl: 'Functies',
  pt: 'Funcionalidades',
} as Readonly<Record<string, string>>

/** How a site of a kind writes a page about a product, and what of it one can know from there. */
export interface ProductTemplate {
  readonly kind: string
  /** Of the site, where it is not the product's own. */
  readonly site?: string
  readonly address: (product: Product, slug: string) => string
  readonly html: (product: Product, slug: string) => string
  /** The title without the site's name. */
  readonly title: (product: Product, slug: string) => string
  /** Fields that this kind of page does not state. */
  readonly silent: readonly ('description' | 'site' | 'author' | 'date' | 'price' | 'pricing' | 'period')[]
  /** What it states beside. */
  readonly states?: { readonly author?: (product: Product) => string; readonly date?: string }
}

const own = (_product: Product, slug: string) => `https://www.${slug}.example/`

export const productTemplates: readonly ProductTemplate[] = [
  {
    kind: 'next-app',
    address: own,
    title: ({ name, tagline }) => `${name} – ${tagline}`,
    silent: ['author', 'date'],
    html: (p) =>
      `<!DOCTYPE html><html lang="${p.lang}"><head><meta charSet="utf-8"/><title>${esc(p.name)} – ${esc(p.tagline)}</title>${meta('description', p.description)}${og('og:title', `${p.name} – ${p.tagline}`)}${og('og:description', p.description)}${og('og:site_name', p.name)}${og('og:type', 'website')}<link rel="preload" href="/_next/static/css/a.css" as="style"/></head><body><div id="__next">${nav(['Home', 'Blog', 'Docs'])}<main><section class="hero"><h1>${esc(p.tagline)}</h1><p>${esc(p.description)}</p><a href="/signup">→</a></section><section>${paragraphs(p.paragraphs)}</section><section id="features"><h2>${features[p.lang] ?? 'Features'}</h2>${list(p.features)}</section><section id="pricing"><p>${esc(p.priceWords)}</p></section></main><footer><p>© 2026 ${esc(p.maker)}</p><a href="https://github.com/vercel/next.js">Built with Next.js</a></footer></div><script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"author":"Webpack","datePublished":"2001-01-01"}}}</script></body></html>`,
  },
  {
    kind: 'saas-cookie-first',
    address: own,
    title: ({ name, tagline }) => `${tagline} | ${name}`,
    silent: ['author', 'date'],
    html: (p) =>
      `<!doctype html><html lang="${p.lang}"><head><meta charset="utf-8"><title>${esc(p.tagline)} | ${esc(p.name)}</title>${meta('application-name', p.name)}</head><body>${cookieBar}${nav(['Product', 'Pricing', 'Sign in'])}<main><h1>${esc(p.tagline)}</h1><p class="lead">${esc(p.description)}</p>${paragraphs(p.paragraphs)}<div class="plans"><p>${esc(p.priceWords)}</p></div></main><footer>© ${esc(p.maker)} · <a href="/privacy">Privacy</a> · <a href="/cookies">Cookies</a></footer></body></html>`,
  },
  {
    kind: 'shop-app',
    site: 'Appbasar',
    address: (_p, slug) => `https://appbasar.example/products/${slug}`,
    title: ({ name }) => name,
    silent: ['author', 'date'],
    html: (p) =>
      `<!doctype html><html lang="${p.lang}"><head><meta charset="utf-8"><title>${esc(p.name)} &ndash; Appbasar</title>${meta('description', p.description)}${og('og:site_name', 'Appbasar')}${og('og:title', p.name)}${og('og:type', 'product')}${og('og:description', p.description)}${p.price ? og('og:price:amount', String(p.price[0])) + og('og:price:currency', p.price[1]) : ''}<script>window.Shopify={shop:"appbasar.myshopify.com"}</script>${ld({ '@context': 'https://schema.org/', '@type': 'Product', name: p.name, description: p.description, brand: { '@type': 'Brand', name: p.maker }, aggregateRating: { '@type': 'AggregateRating', ratingValue: 4.6, reviewCount: 12 }, review: [{ '@type': 'Review', author: { '@type': 'Person', name: 'Happy Buyer' }, datePublished: '2024-01-01', reviewBody: 'Great.' }] })}</head><body>${nav(['Catalogue', 'Cart'])}<main><h1 class="product__title">${esc(p.name)}</h1><div class="product__description">${paragraphs([p.tagline, ...p.paragraphs])}</div><p class="price">${esc(p.priceWords)}</p><div class="reviews"><div class="review"><span class="author">Happy Buyer</span> <time datetime="2024-01-01">1 Jan</time></div></div></main></body></html>`,
  },
  {
    kind: 'app-store',
    site: 'App Store',
    address: (_p, slug) => `https://apps.store.example/app/${slug}/id1234567`,
    title: ({ name }) => name,
    silent: ['date', 'period'],
    states: { author: ({ maker }) => maker },
    html: (p) =>
      `<!DOCTYPE html><html dir="ltr" lang="${p.lang}-US"><head><meta charset="utf-8"><title>${esc(p.name)} on the App Store</title>${meta('description', p.description)}${og('og:title', p.name)}${og('og:description', p.description)}${og('og:site_name', 'App Store')}${ld({ '@context': 'http://schema.org', '@type': 'SoftwareApplication', name: p.name, description: p.description, applicationCategory: 'Photo & Video', operatingSystem: 'iOS', author: { '@type': 'Organization', name: p.maker }, offers: offersOf(p) })}</head><body>${nav(['Games', 'Apps', 'Arcade'])}<main><h1>${esc(p.name)}</h1><h2>${esc(p.tagline)}</h2><section><h2>Description</h2>${paragraphs(p.paragraphs)}${list(p.features)}</section><section><h2>Ratings and Reviews</h2><div class="review"><span class="review-author">xX_dragon_Xx</span><time datetime="2023-03-03">03/03/2023</time><p>ok</p></div></section></main></body></html>`,
  },
  {
    kind: 'github-like',
    site: 'GitHub',
    address: (_p, slug) => `https://git.example/${slug}/${slug}`,
    title: ({ name, description }, slug) => `${slug}/${name}: ${description}`,
    silent: ['author', 'date', 'price'],
    html: (p, slug) =>
      `<!DOCTYPE html><html lang="en" data-color-mode="auto"><head><meta charset="utf-8"><title>GitHub - ${slug}/${esc(p.name)}: ${esc(p.description)}</title>${meta('description', `${p.description} Contribute to ${p.name} development by creating an account on GitHub.`)}${og('og:site_name', 'GitHub')}${og('og:title', `GitHub - ${slug}/${p.name}: ${p.description}`)}${og('og:type', 'object')}${og('og:description', p.description)}</head><body><header role="banner">${nav(['Product', 'Solutions', 'Open Source', 'Sign in', 'Sign up'])}</header><main><strong itemprop="name"><a href="/${slug}/${slug}">${esc(p.name)}</a></strong><div class="Layout-sidebar"><h2>About</h2><p>${esc(p.description)}</p><a href="/license">GPL-3.0 license</a></div><article class="markdown-body" itemprop="text"><h1>${esc(p.name)}</h1>${paragraphs([p.tagline, ...p.paragraphs])}<h2>Features</h2>${list(p.features)}<h2>License</h2><p>Open source, under the GPL.</p></article></main><footer>© 2026 GitHub, Inc.</footer></body></html>`,
  },
  {
    kind: 'docs-site',
    address: (_p, slug) => `https://docs.${slug}.example/intro`,
    title: () => 'Introduction',
    silent: ['author', 'date', 'price', 'pricing'],
    html: (p) =>
      `<!doctype html><html lang="${p.lang}"><head><meta charset="UTF-8"><meta name="generator" content="Docusaurus v3.5.2"><title>Introduction | ${esc(p.name)}</title>${og('og:title', `Introduction | ${p.name}`)}${meta('description', p.description)}${og('og:description', p.description)}${og('og:site_name', p.name)}${ld({ '@context': 'https://schema.org', '@type': 'BreadcrumbList', itemListElement: [{ '@type': 'ListItem', position: 1, name: 'Introduction', item: 'https://docs.example/intro' }] })}</head><body class="navigation-with-keyboard"><nav class="navbar"><a href="/">${esc(p.name)}</a></nav><aside class="theme-doc-sidebar-container"><ul><li>Getting started</li><li>Guides</li></ul></aside><main><article><div class="theme-doc-markdown markdown"><header><h1>Introduction</h1></header><p>${esc(p.tagline)}</p>${paragraphs(p.paragraphs)}<h2>${features[p.lang] ?? 'Features'}</h2>${list(p.features)}</div></article></main></body></html>`,
  },
  {
    kind: 'drupal-product',
    address: own,
    title: ({ name, tagline }) => `${tagline} | ${name}`,
    silent: ['author', 'date'],
    html: (p) =>
      `<!DOCTYPE html><html lang="${p.lang}" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8" />${meta('description', p.description)}<meta name="Generator" content="Drupal 10 (https://www.drupal.org)" /><title>${esc(p.tagline)} | ${esc(p.name)}</title></head><body class="path-frontpage"><div class="region region-header"><a href="/" rel="home" class="site-name">${esc(p.name)}</a></div><main role="main"><h1 class="page-title">${esc(p.tagline)}</h1><div class="field field--name-body">${paragraphs(p.paragraphs)}<h3>${features[p.lang] ?? 'Features'}</h3>${list(p.features)}<p>${esc(p.priceWords)}</p></div></main><footer>Powered by Drupal</footer></body></html>`,
  },
  {
    kind: 'hand-written',
    address: own,
    title: ({ name, tagline }) => `${name} -- ${tagline}`,
    silent: ['author', 'date'],
    html: (p) =>
      `<HTML LANG="${p.lang}"><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8"><TITLE>${esc(p.name)} -- ${esc(p.tagline)}</TITLE></HEAD><BODY BGCOLOR="#FFFFFF"><CENTER><H1>${esc(p.name)}</H1></CENTER><P>${esc(p.description)}<P>${p.paragraphs.map(esc).join('<P>')}<HR><P>${esc(p.priceWords)}<P><A HREF="mailto:info@x.example">Mail</A></BODY></HTML>`,
  },
  {
    kind: 'wordpress-graph',
    address: own,
    title: ({ name }) => name,
    silent: ['author', 'date'],
    html: (p, slug) =>
      `<!DOCTYPE html><html lang="${p.lang}"><head><meta charset="UTF-8"><title>${esc(p.name)} &#8211; ${esc(p.tagline)}</title>${meta('description', p.description)}${og('og:locale', 'en_US')}${og('og:type', 'website')}${og('og:title', p.name)}${og('og:description', p.description)}${og('og:site_name', p.name)}${og('article:modified_time', '2026-01-05T10:00:00+00:00')}<script type="application/ld+json" class="yoast-schema-graph">${JSON.stringify(
        {
          '@context': 'https://schema.org',
          '@graph': [
            {
              '@type': 'WebPage',
              '@id': `https://www.${slug}.example/`,
              url: `https://www.${slug}.example/`,
              name: `${p.name} – ${p.tagline}`,
              isPartOf: { '@id': `https://www.${slug}.example/#website` },
              dateModified: '2026-01-05T10:00:00+00:00',
              breadcrumb: { '@id': '#breadcrumb' },
            },
            {
              '@type': 'BreadcrumbList',
              '@id': '#breadcrumb',
              itemListElement: [{ '@type': 'ListItem', position: 1, name: 'Home' }],
            },
            {
              '@type': 'WebSite',
              '@id': `https://www.${slug}.example/#website`,
              url: `https://www.${slug}.example/`,
              name: p.name,
              description: p.tagline,
            },
          ],
        },
      )}</script></head><body class="home page">${nav(['Home', 'About', 'Contact'])}<main class="site-main"><article class="page type-page"><header class="entry-header"><h1 class="entry-title">${esc(p.name)}</h1></header><div class="entry-content"><p><strong>${esc(p.tagline)}</strong></p>${paragraphs(p.paragraphs)}${list(p.features)}<p>${esc(p.priceWords)}</p></div></article></main><aside class="widget-area"><h2>Recent Posts</h2><ul><li><a href="/hello">Hello world</a> <span class="post-date">January 1, 2020</span></li></ul></aside></body></html>`,
  },
]

function offersOf(p: Product): unknown {
  const offer = (price: number, currency: string) => ({ '@type': 'Offer', price, priceCurrency: currency })
  if (p.pricing === 'free') return offer(0, 'USD')
  if (!p.price) return undefined
  const paid = offer(p.price[0], p.price[1])
  return p.pricing === 'freemium' ? [offer(0, p.price[1]), paid] : paid
}

/** How a site of a kind writes an article. */
export interface ArticleTemplate {
  readonly kind: string
  readonly path: string
  readonly html: (article: Article, slug: string) => string
  readonly silent: readonly ('description' | 'site' | 'author' | 'date')[]
}

const names = ({ authors }: Article) => authors.join(' and ')

export const articleTemplates: readonly ArticleTemplate[] = [
  {
    kind: 'news-graph',
    path: '/stories/',
    silent: [],
    html: (a, slug) =>
      `<!doctype html><html lang="${a.lang}"><head><meta charset="utf-8"><title>${esc(a.title)} - ${esc(a.site)}</title>${meta('description', a.description)}${og('og:type', 'article')}${og('og:title', a.title)}${og('og:site_name', a.site)}${ld({ '@context': 'https://schema.org', '@graph': [{ '@type': 'NewsMediaOrganization', '@id': '#org', name: a.site }, { '@type': 'NewsArticle', '@id': `https://${slug}.example/stories/x#article`, headline: a.title, datePublished: a.published, dateModified: '2026-02-02T00:00:00Z', author: a.authors.map((_name, at) => ({ '@id': `#p${at}` })), publisher: { '@id': '#org' }, comment: [{ '@type': 'Comment', author: { '@type': 'Person', name: 'Gary P.' }, dateCreated: '2025-01-02' }] }, ...a.authors.map((name, at) => ({ '@type': 'Person', '@id': `#p${at}`, name }))] })}</head><body>${nav(['News', 'Sport', 'Weather'])}<main><article><h1>${esc(a.title)}</h1><p class="byline">By our correspondents</p>${paragraphs(a.paragraphs)}</article>${comments}${related}</main></body></html>`,
  },
  {
    kind: 'wordpress-post',
    path: '/blog/',
    silent: [],
    html: (a) =>
      `<!DOCTYPE html><html lang="${a.lang}"><head><meta charset="UTF-8"><title>${esc(a.title)} | ${esc(a.site)}</title>${og('og:title', a.title)}${og('og:description', a.description)}${og('og:site_name', a.site)}${og('og:type', 'article')}${og('article:published_time', a.published)}${og('article:modified_time', '2026-03-03T03:03:03+00:00')}</head><body class="single-post"><article class="post"><header class="entry-header"><h1 class="entry-title">${esc(a.title)}</h1><div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published" datetime="${a.published}">${esc(a.dateWords)}</time></span> <span class="byline">by <span class="author vcard"><a class="url fn n" href="/author/x">${esc(names(a))}</a></span></span></div></header><div class="entry-content">${paragraphs(a.paragraphs)}</div><div class="sharedaddy">Share this: Facebook Twitter</div></article>${comments}</body></html>`,
  },
  {
    kind: 'byline-in-sight',
    path: '/a/',
    silent: ['description'],
    html: (a) =>
      `<!doctype html><html lang="${a.lang}"><head><meta charset="utf-8"><title>${esc(a.title)} – ${esc(a.site)}</title>${og('og:site_name', a.site)}</head><body>${nav(['Start', 'Archive'])}<main><h1>${esc(a.title)}</h1><p class="standfirst">${esc(a.description)}</p><p class="byline">By ${esc(names(a))} — ${esc(a.dateWords)}</p>${paragraphs(a.paragraphs)}</main>${related}<footer>© 2026 ${esc(a.site)}</footer></body></html>`,
  },
  {
    kind: 'drupal-article',
    path: '/node/',
    silent: [],
    html: (a) =>
      `<!DOCTYPE html><html lang="${a.lang}" dir="${a.lang === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"/><meta name="Generator" content="Drupal 10"/><title>${esc(a.title)} | ${esc(a.site)}</title>${meta('dcterms.title', a.title)}${meta('dcterms.creator', a.authors.join(', '))}${meta('dcterms.created', a.published)}${meta('dcterms.modified', '2026-01-01T00:00:00Z')}${meta('dcterms.description', a.description)}</head><body><main><article><h1><span class="field field--name-title">${esc(a.title)}</span></h1><footer class="node__meta"><div class="node__submitted">Submitted by ${esc(names(a))}</div></footer><div class="node__content">${paragraphs(a.paragraphs)}</div></article></main></body></html>`,
  },
  {
    kind: 'ghost',
    path: '/p/',
    silent: [],
    html: (a, slug) =>
      `<!DOCTYPE html><html lang="${a.lang}"><head><meta charset="utf-8"><title>${esc(a.title)}</title>${meta('description', a.description)}<link rel="canonical" href="https://${slug}.example/p/x"><meta name="generator" content="Ghost 5.80">${og('og:site_name', a.site)}${og('og:type', 'article')}${og('og:title', a.title)}${og('og:description', a.description)}${og('article:published_time', a.published)}${meta('twitter:label1', 'Written by')}${meta('twitter:data1', a.authors.join(', '))}${ld({ '@context': 'https://schema.org', '@type': 'Article', publisher: { '@type': 'Organization', name: a.site }, author: { '@type': 'Person', name: a.authors[0] }, ...(a.authors.length > 1 ? { contributor: a.authors.slice(1).map((name) => ({ '@type': 'Person', name })), author: a.authors.map((name) => ({ '@type': 'Person', name })) } : {}), headline: a.title, url: `https://${slug}.example/p/x`, datePublished: a.published, description: a.description })}</head><body>${nav(['Home', 'Sign in', 'Subscribe'])}<article class="gh-article"><h1>${esc(a.title)}</h1><section class="gh-content">${paragraphs(a.paragraphs)}</section></article><div class="gh-subscribe">Subscribe to ${esc(a.site)}</div></body></html>`,
  },
  {
    kind: 'journal',
    path: '/article/view/',
    silent: ['description'],
    html: (a) =>
      `<!DOCTYPE html><html lang="${a.lang}"><head><meta charset="utf-8"><title>${esc(a.title)} | ${esc(a.site)}</title><meta name="generator" content="Open Journal Systems 3.3"><meta name="citation_journal_title" content="${esc(a.site)}">${meta('citation_title', a.title)}${a.authors.map((name) => meta('citation_author', name)).join('')}${meta('citation_date', a.published.slice(0, 10).replaceAll('-', '/'))}${meta('citation_language', a.lang)}${og('og:site_name', a.site)}</head><body><main><h1 class="page_title">${esc(a.title)}</h1><section class="abstract"><h2>Abstract</h2>${paragraphs([a.description, ...a.paragraphs])}</section></main></body></html>`,
  },
  {
    kind: 'microdata-blog',
    path: '/2/',
    silent: [],
    html: (a) =>
      `<!doctype html><html lang="${a.lang}"><head><meta charset="utf-8"><title>${esc(a.site)}: ${esc(a.title)}</title>${meta('description', a.description)}${og('og:title', a.title)}</head><body itemscope itemtype="http://schema.org/Blog"><h2 class="blog-title">${esc(a.site)}</h2><div itemscope itemprop="blogPost" itemtype="http://schema.org/BlogPosting"><h1 itemprop="name">${esc(a.title)}</h1><div class="post-header"><time itemprop="datePublished" datetime="${a.published.slice(0, 10)}">${esc(a.dateWords)}</time> <span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">${esc(names(a))}</span></span></div><div itemprop="articleBody">${paragraphs(a.paragraphs)}</div></div>${meta('application-name', a.site)}</body></html>`,
  },
]
