/** Prices that a list can be narrowed to. */
export const pricings = ['free', 'freemium', 'paid', 'contact'] as const
/** Orders of a list; without a search, `relevance` makes no sense and is left out. */
export const sorts = ['relevance', 'popular', 'newest', 'name'] as const

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
}

/** Search parameters as Next hands them to a page. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>

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
  return {
    ...(q && { q }),
    ...(category && { category }),
    ...(tag && { tag }),
    ...(pricing && { pricing }),
    ...(sort && { sort }),
    ...(cursor && { cursor }),
  }
}

/** `?…` of filters with some changed; `undefined` takes one away. A change of what is listed starts at its first page. */
export function filtersQuery(
  filters: ToolFilters,
  change: { readonly [K in keyof ToolFilters]?: ToolFilters[K] | undefined } = {},
): string {
  const { cursor, ...rest } = filters
  const merged =
    'cursor' in change || Object.keys(change).length === 0
      ? { ...rest, cursor, ...change }
      : { ...rest, ...change }
  const query = new URLSearchParams()
  for (const name of ['q', 'category', 'tag', 'pricing', 'sort', 'cursor'] as const) {
    const value = merged[name]
    if (value) query.set(name, value)
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

/** Whether anything narrows the list. */
export function isNarrowed({ q, category, tag, pricing }: ToolFilters): boolean {
  return Boolean(q || category || tag || pricing)
}
