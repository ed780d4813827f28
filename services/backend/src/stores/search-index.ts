/** Whatever runs SQL: a pool, a connection in a transaction. */
export interface Sql {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[]; rowCount: number | null }>
}

/** One writer of a listing's texts and search documents at a time: these are made anew from all its texts. */
export async function lockTexts(sql: Sql, toolId: string): Promise<void> {
  await sql.query('SELECT 1 FROM "Tool" WHERE id = $1 FOR NO KEY UPDATE', [toolId])
}

/**
 * Writes the search documents of listings anew: one a language that a listing is really written in. The name weighs
 * most (A), then tagline, category and tags (B), then overview and features (C), then the rest (D). A language that
 * is not one of the site's is indexed word for word.
 *
 * @param toolIds UUIDs.
 */
export async function indexTools(sql: Sql, toolIds: readonly string[]): Promise<void> {
  if (toolIds.length === 0) return
  await sql.query('DELETE FROM "SearchDocument" WHERE "toolId" = ANY($1::uuid[])', [toolIds])
  await sql.query(
    `INSERT INTO "SearchDocument" ("toolId", language, vector, lexemes)
     SELECT d.id, d.language,
       setweight(to_tsvector(d.config, d.a), 'A') || setweight(to_tsvector(d.config, d.b), 'B') ||
       setweight(to_tsvector(d.config, d.c), 'C') || setweight(to_tsvector(d.config, d.d), 'D'),
       tsvector_to_array(to_tsvector('simple', public.unaccent(lower(concat_ws(' ', d.a, d.b, d.c)))))
     FROM (
       SELECT t.id, x.language,
         (CASE WHEN g.code IS NULL THEN 'simple' ELSE 'parlance_' || x.language END)::regconfig AS config,
         concat_ws(' ', coalesce(x.name, t.name), t.name) AS a,
         concat_ws(' ', x.tagline, c.name, (
           SELECT string_agg(g.name, ' ') FROM "ToolTag" tt JOIN "TagTranslation" g ON g."tagId" = tt."tagId"
           WHERE tt."toolId" = t.id AND g.language = x.language)) AS b,
         concat_ws(' ', x.overview, array_to_string(x."keyFeatures", ' ')) AS c,
         concat_ws(' ', x.description, array_to_string(x."useCases", ' ')) AS d
       FROM "Tool" t
       JOIN "ToolTranslation" x ON x."toolId" = t.id
       LEFT JOIN "Language" g ON g.code = x.language
       LEFT JOIN "CategoryTranslation" c ON c."categoryId" = t."categoryId" AND c.language = x.language
       WHERE t.id = ANY($1::uuid[])
     ) d`,
    [toolIds],
  )
  await sql.query(
    `INSERT INTO "SearchWord" (language, word)
     SELECT DISTINCT d.language, w.word FROM "SearchDocument" d, unnest(d.lexemes) AS w(word)
     WHERE d."toolId" = ANY($1::uuid[]) AND length(w.word) BETWEEN 4 AND 40 AND w.word !~ '[0-9]'
     ON CONFLICT DO NOTHING`,
    [toolIds],
  )
}
