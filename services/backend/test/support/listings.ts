import type { Pool } from 'pg'
import { canonicalUrl } from '../../src/features/catalogue/canonical-url.ts'
import { newId } from '../../src/features/identifiers.ts'
import { statementOf } from '../../src/features/revisits/statement.ts'
import { describePage } from '../../src/features/submissions/describe-page.ts'
import type { PageFacts } from '../../src/features/submissions/page-facts.ts'
import { createListingStore } from '../../src/stores/listing-store.ts'

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
