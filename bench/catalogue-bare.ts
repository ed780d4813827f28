/** Bare Fastify with the page's own query and nothing else: no total, no facets, no fallback between languages, no ETag. */
import Fastify from 'fastify'
import type { ToolSort } from '../services/backend/src/features/catalogue/catalogue.ts'
import { createCatalogueStore } from '../services/backend/src/stores/catalogue-store.ts'
import { openDatabase } from '../services/backend/src/stores/database.ts'

const [databaseUrl = '', port = '0'] = process.argv.slice(2)
const store = createCatalogueStore(
  openDatabase(databaseUrl, (error) => {
    throw error
  }),
)
const app = Fastify()
interface Query {
  readonly lang: 'en'
  readonly category?: string
  readonly sort?: Exclude<ToolSort, 'relevance'>
}
app.get<{ Querystring: Query }>('/api/v1/tools', async ({ query: { lang, category, sort } }) => ({
  items: await store.page(category ? { category } : {}, { sort: sort ?? 'popular', limit: 21 }, lang),
}))
app.get<{ Querystring: Query; Params: { slug: string } }>('/api/v1/tools/:slug', async ({ params, query }) =>
  store.bySlug(params.slug, query.lang),
)
app.get('/health/live', async () => ({}))
await app.listen({ port: Number(port), host: '127.0.0.1' })
