import { articles } from './articles.ts'
import type { Article, InventedPage, Product } from './content.ts'
import { products } from './products.ts'
import {
  type ArticleTemplate,
  articleTemplates,
  type ProductTemplate,
  productTemplates,
} from './templates.ts'

/** Pages that each product is written up on; the kinds take turns, so that they are evenly spread. */
const pagesAProduct = 3
const pagesAnArticle = 3
const openSource = productTemplates.filter(({ kind }) => kind === 'github-like')
const anybodys = productTemplates.filter(({ kind }) => kind !== 'github-like')

/** Each product and article as several kinds of sites would publish it, with what an editor would have written. */
export function inventedPages(): InventedPage[] {
  return [
    ...products.flatMap((product, at) =>
      [...turns(anybodys, at, pagesAProduct), ...(product.pricing === 'free' ? openSource : [])].map(
        (template) => productPage(product, template),
      ),
    ),
    ...articles.flatMap((article, at) =>
      turns(articleTemplates, at, pagesAnArticle).map((template) => articlePage(article, template)),
    ),
  ]
}

function turns<T>(all: readonly T[], at: number, count: number): T[] {
  return Array.from(
    { length: count },
    (_, turn) => all[(at + turn * Math.floor(all.length / count)) % all.length] as T,
  )
}

/** ASCII letters of a name; what has none gets its place in Unicode. */
function slugOf(name: string): string {
  const letters = name
    .normalize('NFD')
    .replace(/[^a-zA-Z]+/g, '')
    .toLowerCase()
  return letters.length > 3
    ? letters
    : `s${[...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0)}`
}

function productPage(product: Product, template: ProductTemplate): InventedPage {
  const slug = slugOf(product.name)
  const silent = new Set(template.silent)
  const [amount, currency, period] = product.price ?? [0, '', '']
  return {
    id: `${template.kind}/${slug}`,
    kind: template.kind,
    url: template.address(product, slug),
    html: template.html(product, slug),
    expected: {
      title: template.title(product, slug),
      name: product.name,
      description: product.description,
      author: template.states?.author?.(product) ?? '',
      site: silent.has('site') ? '' : (template.site ?? product.name),
      language: product.lang,
      date: template.states?.date ?? '',
      // A shop that states no offer says nothing of those who ask for a call.
      pricing:
        silent.has('pricing') || (silent.has('period') && product.pricing === 'contact')
          ? ''
          : product.pricing,
      price:
        silent.has('price') || amount === 0
          ? ''
          : `${amount} ${currency} ${silent.has('period') ? '' : period}`.trim(),
      category: product.category,
    },
  }
}

function articlePage(article: Article, template: ArticleTemplate): InventedPage {
  const slug = slugOf(article.site)
  return {
    id: `${template.kind}/${slug}`,
    kind: template.kind,
    url: `https://${slug}.example${template.path}x`,
    html: template.html(article, slug),
    expected: {
      title: article.title,
      name: article.title,
      description: article.description,
      author: article.authors.join(', '),
      site: article.site,
      language: article.lang,
      date: article.published.slice(0, 10),
      pricing: '',
      price: '',
      category: '',
    },
  }
}
