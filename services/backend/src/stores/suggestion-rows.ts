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
  const topic = (kind: 'category' | 'tag', table: 'Category' | 'Tag', key: string) => `
    (SELECT '${kind}' AS kind, g.slug, coalesce(l.name, e.name, g.slug) AS text, 1 AS part, coalesce(k.count, 0) AS weight
     FROM "${table}" g
     LEFT JOIN "${table}Translation" l ON l."${key}" = g.id AND l.language = $2
     LEFT JOIN "${table}Translation" e ON e."${key}" = g.id AND e.language = 'en'
     JOIN "CatalogueCount" k ON k.a = '' AND k.b = '${kind === 'category' ? 'c' : 't'}:' || g.slug AND k.count > 0,
     LATERAL (SELECT ' ' || lower(unaccent(parlance_text(coalesce(l.name, e.name, g.slug)))) AS name) n
     WHERE strpos(n.name, ' ' || array_to_string(p.words, ' ')) > 0
     ORDER BY weight DESC, g.slug LIMIT 3)`
  return rows<Suggestion>(
    `suggest-${lang}`,
    `WITH asked AS (SELECT ${plain} AS words)
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
