import type { Client } from 'pg'

/** Adds listings that differ in how many readers each has (1 to `count`) and say the same, with their documents: `many-1` and so on. */
export async function addManyListings(client: Client, count: number): Promise<void> {
  await client.query(
    `INSERT INTO "Tool" (id, slug, url, "canonicalUrl", name, "sortName", "sourceLanguage", views)
     SELECT gen_random_uuid(), 'many-' || n, 'https://many.test/' || n, 'https://many.test/' || n, 'Many ' || n,
       'many ' || n, 'en', n FROM generate_series(1, $1::int) n`,
    [count],
  )
  await client.query(
    `INSERT INTO "ToolTranslation" ("toolId", language, name, tagline, source)
     SELECT id, 'en', name, 'A zeppelin among zeppelins', 'human' FROM "Tool" WHERE slug LIKE 'many-%'`,
  )
  await client.query(`SELECT parlance_index_tools(ARRAY(SELECT id FROM "Tool" WHERE slug LIKE 'many-%'))`)
}
