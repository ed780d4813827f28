import type { Pool } from 'pg'
import { canonicalUrl } from '../../src/features/catalogue/canonical-url.ts'
import { newId } from '../../src/features/identifiers.ts'
import { statementOf } from '../../src/features/revisits/statement.ts'
import { describePage } from '../../src/features/submissions/describe-page.ts'
import type { PageFacts } from '../../src/features/submissions/page-facts.ts'
import { createListingStore } from '../../src/stores/listing-store.ts'
import { query } from './people.ts'

/** Lists a page as it reads, published. @returns the listing's id */
export async function listPage(pool: Pool, page: PageFacts): Promise<string> {
  const id = newId()
  await createListingStore(pool, { submissions: 'open' }).create(
    {
      ...describePage(page),
      id,
      roomId: newId(),
      url: page.url,
      canonicalUrl: canonicalUrl(page.url),
      sourceLanguage: page.language,
      category: null,
      tags: [],
      images: {},
      read: { statement: statementOf(page), version: null },
    },
    { id: newId(), attempt: 1 },
  )
  return id
}

/** A bare listing, published. @returns its id and slug */
export async function addListing(databaseUrl: string): Promise<{ id: string; slug: string }> {
  const id = newId()
  const slug = `film-${id}`
  await query(
    databaseUrl,
    `INSERT INTO "Tool" (id, slug, url, "canonicalUrl", name, "sortName", "sourceLanguage")
     VALUES ($1, $2, $3, $3, 'Film', 'film', 'en')`,
    [id, slug, `https://film.test/${id}`],
  )
  return { id, slug }
}

/** Has somebody brought a listing. */
export async function submittedBy(databaseUrl: string, toolId: string, userId: string): Promise<void> {
  await query(
    databaseUrl,
    `INSERT INTO "Submission" (id, url, "canonicalUrl", status, "toolId", "userId", "updatedAt")
     VALUES (gen_random_uuid(), 'https://film.test', 'https://film.test', 'done', $1, $2, now())`,
    [toolId, userId],
  )
}
