/** Prices that a list can be narrowed to. */
export const pricings = ['free', 'freemium', 'paid', 'contact'] as const
/** Orders of a list; without a search, `relevance` makes no sense and is left out. */
export const sorts = ['relevance', 'popular', 'newest', 'updated', 'name'] as const

export type Pricing = (typeof pricings)[number]
export type Sort = (typeof sorts)[number]

/** What a list of tools is narrowed to; as in the page's address. */
export interface ToolFilters {
  readonly q?: string
  readonly category?: string
  readonly tag?: string
  readonly pricing?: Pricing
  readonly sort?: Sort
  readonly cursor?: string
  /** Listings that are shown, where more than a page of them are. */
  readonly show?: number
}

/** Search parameters as Next hands them to a page. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>

/** Listings on a page of the list, and what "more" adds. */
export const pageSize = 24
/** Most listings on a page; what follows them is another page. */
export const mostShown = 10 * pageSize

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** The filters in an address; what is not valid is left out, so that a mistyped link still shows a list. */
export function readFilters(params: SearchParams): ToolFilters {
  const text = (name: string) => {
    const value = params[name]
    return (Array.isArray(value) ? value[0] : value)?.trim() || undefined
  }
  const slug = (name: string) => {
    const value = text(name)
    return value && value.length <= 100 && slugPattern.test(value) ? value : undefined
  }
  const q = text('q')?.slice(0, 200)
  const category = slug('category')
  const tag = slug('tag')
  const pricing = pricings.find((value) => value === text('pricing'))
  const sort = sorts.find((value) => value === text('sort'))
  const cursor = text('cursor')?.slice(0, 500)
  const show = readShow(text('show'))
  return {
    ...(q && { q }),
    ...(category && { category }),
    ...(tag && { tag }),
    ...(pricing && { pricing }),
    ...(sort && { sort }),
    ...(cursor && { cursor }),
    ...(show && { show }),
  }
}

/** `?…` of filters with some changed; `undefined` takes one away. A change of what is listed starts at its first page. */
export function filtersQuery(
  filters: ToolFilters,
  change: { readonly [K in keyof ToolFilters]?: ToolFilters[K] | undefined } = {},
): string {
  const { cursor, show, ...rest } = filters
  const sameList = 'cursor' in change || 'show' in change || Object.keys(change).length === 0
  const merged: typeof change = sameList ? { ...rest, cursor, show, ...change } : { ...rest, ...change }
  const query = new URLSearchParams()
  for (const name of ['q', 'category', 'tag', 'pricing', 'sort', 'cursor', 'show'] as const) {
    const value = merged[name]
    if (value) query.set(name, String(value))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

/** Whole pages, between the second and the last that one page of the site may hold. */
function readShow(text: string | undefined): number | undefined {
  const pages = Math.min(Math.ceil(Number(text) / pageSize), mostShown / pageSize)
  return pages > 1 ? pages * pageSize : undefined
}

/** The page that shows nothing but a category or a tag, where the filters ask for no more; else undefined. */
export function topicPath({ category, tag, show, ...others }: ToolFilters): string | undefined {
  if (Object.keys(others).length > 0 || Boolean(category) === Boolean(tag)) return undefined
  const path = category ? `/categories/${category}` : `/tags/${tag}`
  return show ? `${path}?show=${show}` : path
}

/** Whether anything narrows the list. */
export function isNarrowed({ q, category, tag, pricing }: ToolFilters): boolean {
  return Boolean(q || category || tag || pricing)
}
