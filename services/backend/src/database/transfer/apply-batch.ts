import type { Client } from 'pg'
import { newId, slugOf } from '../../features/identifiers.ts'
import { type JobSender, renewingStale } from '../../stores/listing-renewals.ts'
import { indexToolsLater } from '../../stores/search-index.ts'
import { currentListings, type KeptListing } from './current-listings.ts'
import { type Change, changeOf } from './listing-change.ts'
import type { LineFault, ListingRecord, RecordTexts } from './listing-record.ts'
import { topicsOf } from './topics.ts'

/** What a batch did, or would do. */
export interface BatchOutcome {
  readonly changes: readonly Change[]
  readonly faults: readonly LineFault[]
  /** Categories and tags that were made. */
  readonly topics: readonly string[]
}

/**
 * Writes a batch of listings within a transaction of the client: those that are there (by address, else by slug) get what
 * the file says and differs, others are made. What cannot be written is told by its line, and the others are written all
 * the same. Documents are made later (`indexers.ts`): what waits for them is written with the listings.
 *
 * @param jobs where it is enqueued that a machine's texts are made again, as their source is another now
 */
export async function applyBatch(
  client: Client,
  jobs: JobSender,
  records: readonly ListingRecord[],
): Promise<BatchOutcome> {
  await client.query('SAVEPOINT batch')
  try {
    const outcome = await write(client, jobs, records)
    await client.query('RELEASE SAVEPOINT batch')
    return outcome
  } catch (error) {
    await client.query('ROLLBACK TO SAVEPOINT batch')
    const { code = '' } = error as { code?: string }
    // A lost connection, a full disk: nothing that a line is at fault for. 54: more than a column or an index takes.
    if (!/^(22|23|54|P0)/.test(code)) throw error
    const [first] = records
    if (records.length === 1 && first) {
      const { message } = error as Error
      return { changes: [], topics: [], faults: [{ line: first.line, field: '', message }] }
    }
    const middle = Math.ceil(records.length / 2)
    const before = await applyBatch(client, jobs, records.slice(0, middle))
    const after = await applyBatch(client, jobs, records.slice(middle))
    return {
      changes: [...before.changes, ...after.changes],
      faults: [...before.faults, ...after.faults],
      topics: [...before.topics, ...after.topics],
    }
  }
}

async function write(
  client: Client,
  jobs: JobSender,
  records: readonly ListingRecord[],
): Promise<BatchOutcome> {
  const current = await currentListings(client, records)
  const faults: LineFault[] = []
  const work: { record: ListingRecord; kept: KeptListing | undefined; change: Change }[] = []
  for (const record of records) {
    const kept = current.byAddress.get(record.canonicalUrl) ?? current.bySlug.get(record.slug ?? '')
    const other = record.slug ? current.bySlug.get(record.slug) : undefined
    if (kept && other && other.id !== kept.id) {
      const message = `is the slug of ${other.canonicalUrl}, and the address is listed as ${kept.slug}`
      faults.push({ line: record.line, field: 'slug', message })
      continue
    }
    const change = changeOf(record, kept)
    work.push({ record, kept, change })
  }
  const writing = work.filter(({ change }) => change.what !== 'unchanged')
  const topics = await topicsOf(
    client,
    writing.map(({ record }) => record),
  )
  const taken = new Set(current.slugs)
  const tools = writing.map(({ record, kept, change }) => {
    const slug = kept ? (record.slug ?? kept.slug) : freeSlug(record, taken)
    taken.add(slug)
    change.slug = slug
    return {
      ...record,
      id: kept?.id ?? newId(),
      made: !kept,
      slug,
      categoryId: topics.categoryId(record.category),
    }
  })
  const changed = tools.filter(({ made }) => !made).map(({ id }) => id)
  await renewingStale(client, jobs, changed, async () => {
    await writeTools(client, tools)
    await writeTexts(client, tools)
    await writeTags(client, tools, topics.tagId)
    await indexToolsLater(
      client,
      tools.map(({ id }) => id),
    )
  })
  return { changes: work.map(({ change }) => change), faults, topics: topics.made }
}

type ToolToWrite = ListingRecord & {
  readonly id: string
  readonly made: boolean
  readonly slug: string
  readonly categoryId: string | undefined
}

function freeSlug(record: ListingRecord, taken: ReadonlySet<string>): string {
  const wanted = record.slug ?? (slugOf(record.name) || slugOf(new URL(record.url).hostname) || 'tool')
  let slug = wanted
  for (let number = 2; taken.has(slug); number += 1) slug = `${wanted}-${number}`
  return slug
}

async function writeTools(client: Client, tools: readonly ToolToWrite[]): Promise<void> {
  const columns = `id uuid, slug text, url text, "canonicalUrl" text, name text, "sortName" text, "sourceLanguage" text,
    "categoryId" uuid, pricing text, status text, featured boolean, "publishedAt" timestamptz, views int, clicks int`
  const rows = (made: boolean) => JSON.stringify(tools.filter((tool) => tool.made === made))
  await client.query(
    `INSERT INTO "Tool" (id, slug, url, "canonicalUrl", name, "sortName", "sourceLanguage", "categoryId", pricing, status,
       featured, "publishedAt", views, clicks)
     SELECT id, slug, url, "canonicalUrl", name, "sortName", "sourceLanguage", "categoryId",
       coalesce(pricing, 'unknown')::"Pricing", coalesce(status, 'published')::"ToolStatus", coalesce(featured, false),
       coalesce("publishedAt", now()), coalesce(views, 0), coalesce(clicks, 0)
     FROM jsonb_to_recordset($1) AS r (${columns})`,
    [rows(true)],
  )
  await client.query(
    `UPDATE "Tool" t SET slug = r.slug, url = r.url, "canonicalUrl" = r."canonicalUrl", name = r.name,
       "sortName" = r."sortName", "sourceLanguage" = r."sourceLanguage",
       "categoryId" = coalesce(r."categoryId", t."categoryId"), pricing = coalesce(r.pricing::"Pricing", t.pricing),
       status = coalesce(r.status::"ToolStatus", t.status), featured = coalesce(r.featured, t.featured),
       "publishedAt" = coalesce(r."publishedAt", t."publishedAt"), views = coalesce(r.views, t.views),
       clicks = coalesce(r.clicks, t.clicks), "updatedAt" = now()
     FROM jsonb_to_recordset($1) AS r (${columns}) WHERE t.id = r.id`,
    [rows(false)],
  )
  await client.query(
    `INSERT INTO "Room" (id, slug, "toolId", position)
     SELECT gen_random_uuid(), CASE WHEN EXISTS (SELECT FROM "Room" m WHERE m.slug = r.slug) THEN r.slug || '-room' ELSE r.slug END,
       r.id, 1000 FROM jsonb_to_recordset($1) AS r (id uuid, slug text)
     ON CONFLICT DO NOTHING`,
    [rows(true)],
  )
}

async function writeTexts(client: Client, tools: readonly ToolToWrite[]): Promise<void> {
  const rows = tools.flatMap(({ id, name, sourceLanguage, texts, origins, made }) => {
    const languages = new Set([...Object.keys(texts), ...(made ? [sourceLanguage] : [])])
    return [...languages].map((language) => ({
      id,
      language,
      ...(language === sourceLanguage ? { name } : {}),
      ...(texts[language] as RecordTexts | undefined),
      ...(origins[language] ?? {}),
    }))
  })
  await client.query(
    `INSERT INTO "ToolTranslation" AS x ("toolId", language, name, tagline, overview, description, "keyFeatures", "useCases",
       "metaTitle", "metaDescription", source, engine, model, confidence, reviewed)
     SELECT id, language, name, tagline, overview, description, coalesce("keyFeatures", '{}'), coalesce("useCases", '{}'),
       "metaTitle", "metaDescription", coalesce(source, 'import')::"TranslationSource", engine, model, confidence,
       coalesce(reviewed, false)
     FROM jsonb_to_recordset($1) AS r (id uuid, language text, name text, tagline text, overview text, description text,
       "keyFeatures" text[], "useCases" text[], "metaTitle" text, "metaDescription" text, source text, engine text,
       model text, confidence float8, reviewed boolean)
     ON CONFLICT ("toolId", language) DO UPDATE SET
       name = coalesce(excluded.name, x.name), tagline = coalesce(excluded.tagline, x.tagline),
       overview = coalesce(excluded.overview, x.overview), description = coalesce(excluded.description, x.description),
       "keyFeatures" = CASE WHEN cardinality(excluded."keyFeatures") > 0 THEN excluded."keyFeatures" ELSE x."keyFeatures" END,
       "useCases" = CASE WHEN cardinality(excluded."useCases") > 0 THEN excluded."useCases" ELSE x."useCases" END,
       "metaTitle" = coalesce(excluded."metaTitle", x."metaTitle"),
       "metaDescription" = coalesce(excluded."metaDescription", x."metaDescription"),
       source = excluded.source, engine = excluded.engine, model = excluded.model, confidence = excluded.confidence,
       reviewed = excluded.reviewed, "updatedAt" = now()`,
    [JSON.stringify(rows)],
  )
}

async function writeTags(
  client: Client,
  tools: readonly ToolToWrite[],
  tagId: (tag: string) => string | undefined,
): Promise<void> {
  const said = tools.filter(({ tags }) => tags !== undefined)
  const links = said.flatMap(({ id, tags = [] }) => tags.map((tag) => ({ tool: id, tag: tagId(tag) })))
  await client.query('DELETE FROM "ToolTag" WHERE "toolId" = ANY ($1::uuid[])', [said.map(({ id }) => id)])
  await client.query(
    `INSERT INTO "ToolTag" ("toolId", "tagId") SELECT tool, tag FROM jsonb_to_recordset($1) AS r (tool uuid, tag uuid)
     WHERE tag IS NOT NULL ON CONFLICT DO NOTHING`,
    [JSON.stringify(links)],
  )
}
