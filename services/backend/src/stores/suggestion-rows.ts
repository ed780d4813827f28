import type { Language } from '@parlance/contracts/languages'
import type { Suggestion } from '../features/catalogue/catalogue.ts'
import { nameQueryOf } from '../features/catalogue/search-query.ts'

type Rows = <T>(name: string, text: string, values: unknown[]) => Promise<T[]>

/** What readers who type may be after: listings by any word of their name, then categories, tags and words. */
export async function suggestions(
  rows: Rows,
  words: readonly string[],
  lang: Language,
  limit: number,
): Promise<Suggestion[]> {
  const plain = `(SELECT array_agg(lower(unaccent(w)) ORDER BY place) FROM unnest($1::text[]) WITH ORDINALITY AS a (w, place))`
  // Each name is looked at once, and what is counted is looked up for those that fit: there may be thousands of tags.
  const topic = (kind: 'category' | 'tag', table: 'Category' | 'Tag', key: string) => {
    const fitting = (language: string, unless: string) => `
      SELECT n."${key}" AS id, n.name FROM "${table}Translation" n
      WHERE n.language = ${language} AND strpos(n.plain, p.sought) > 0 ${unless}`
    const named = (id: string, languages: string) =>
      `EXISTS (SELECT FROM "${table}Translation" o WHERE o."${key}" = ${id} AND o.language IN (${languages}))`
    return `
    (SELECT '${kind}' AS kind, f.slug, f.name AS text, 1 AS part, f.weight
     FROM (SELECT g.slug, n.name, coalesce((SELECT k.count FROM "CatalogueCount" k
             WHERE k.a = '' AND k.b = '${kind === 'category' ? 'c' : 't'}:' || g.slug), 0) AS weight
           FROM (${fitting('$2', '')}
             UNION ALL ${fitting("'en'", `AND $2 <> 'en' AND NOT ${named(`n."${key}"`, '$2')}`)}
             UNION ALL SELECT g.id, g.slug FROM "${table}" g
               WHERE strpos(' ' || replace(g.slug, '-', ' '), p.sought) > 0 AND NOT ${named('g.id', "$2, 'en'")}) n
           JOIN "${table}" g ON g.id = n.id) f
     WHERE f.weight > 0 ORDER BY f.weight DESC, f.slug LIMIT 3)`
  }
  return rows<Suggestion>(
    `suggest-${lang}`,
    `WITH asked AS (SELECT words, ' ' || array_to_string(words, ' ') AS sought FROM (SELECT ${plain} AS words) a)
     SELECT f.kind, f.slug, f.text FROM asked p, LATERAL (
       (SELECT 'tool' AS kind, t.slug, t.name AS text, 0 AS part, d.quality::int AS weight
        FROM "SearchDocument" d JOIN "Tool" t ON t.id = d."toolId"
        WHERE d.language = '${lang}' AND d.listed AND d.vector @@ $4::tsquery
        ORDER BY d.quality DESC, t."sortName" LIMIT $3)
       UNION ALL ${topic('category', 'Category', 'categoryId')}
       UNION ALL ${topic('tag', 'Tag', 'tagId')}
       UNION ALL
       (SELECT 'word', '', array_to_string(p.words[:cardinality(p.words) - 1] || w.word, ' '), 2, w.documents
        FROM "SearchWord" w
        WHERE w.language = $2 AND w.word >= p.words[cardinality(p.words)]
          AND w.word < p.words[cardinality(p.words)] || chr(1114111) AND w.documents > 0
        ORDER BY w.documents DESC, w.word LIMIT 3)) f
     ORDER BY f.part, f.weight DESC, f.text LIMIT $3`,
    [words, lang, limit, nameQueryOf(words.map(plainOf), true)],
  )
}

/** Near enough to what the database does: what differs is not suggested, and still found. */
function plainOf(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}+/gu, '')
}
