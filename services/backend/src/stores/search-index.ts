/** Whatever runs SQL: a pool, a connection in a transaction. */
export interface Sql {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[]; rowCount: number | null }>
}

/** One writer of a listing's texts and search documents at a time: these are made anew from all its texts. */
export async function lockTexts(sql: Sql, toolId: string): Promise<void> {
  await sql.query('SELECT 1 FROM "Tool" WHERE id = $1 FOR NO KEY UPDATE', [toolId])
}

/**
 * Writes facets and search documents of listings anew: to be called, in the same transaction, by whoever writes a
 * listing's name, texts, category or tags. There is a document for each listing and language of the site. The name weighs
 * most (A), then tagline, category and tags (B), then overview and features (C), then the rest (D); what the listing was
 * written in originally is in the documents of the other languages too, one step lighter. See docs/search.md.
 *
 * @param toolIds UUIDs.
 */
export async function indexTools(sql: Sql, toolIds: readonly string[]): Promise<void> {
  if (toolIds.length === 0) return
  await sql.query('SELECT parlance_index_tools($1::uuid[])', [toolIds])
}

/**
 * The same for many listings, later: facets and counts of lists hold at once, documents are made by whoever works off what
 * waits (`search-backlog.ts`), which is written down in the same transaction.
 *
 * @param toolIds UUIDs.
 */
export async function indexToolsLater(sql: Sql, toolIds: readonly string[]): Promise<void> {
  if (toolIds.length === 0) return
  await sql.query('SELECT parlance_index_later($1::uuid[])', [toolIds])
}
