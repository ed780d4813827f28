import { type Language, languages } from '@parlance/contracts/languages'
import type { KnownWord, SearchStore, SimilarWord } from '../features/catalogue/search-port.ts'
import { filterKeys, filterQueryOf, nameQueryOf, wordsOf } from '../features/catalogue/search-query.ts'
import type { Database } from './database.ts'
import { type FacetRow, facetCounts, facetsSql, readFacets } from './facet-rows.ts'
import { findSql, nameOfTool } from './find-sql.ts'
import { knownLevels } from './known-levels.ts'
import { stemmers } from './stemmers.ts'
import { suggestions } from './suggestion-rows.ts'

/** Forms of a word that are highlighted, words that a beginning stands for, words that a typo is compared with. */
const mostForms = 40
const mostCompletions = 20
const mostSimilar = 12
/** What found nothing is remembered for so many questions; the oldest are forgotten. */
const mostMisses = 20_000

/** The search index in PostgreSQL. */
export function createSearchStore({ pool, readers }: Pick<Database, 'pool' | 'readers'>): SearchStore {
  const rows = async <T>(name: string, text: string, values: unknown[]): Promise<T[]> =>
    (await readers.query({ name: `search-${name}`, text, values })).rows as T[]

  const levelsNow = knownLevels(pool)

  return {
    lookUp: (words, lang) => rows<KnownWord>(`words-${lang}`, lookUpSql(lang), [words]),

    find: async (question, lang) => {
      const { query, nameQuery, plain, most, filter, sort, page } = question
      const shares = question.documents.map((count) => Math.log(Math.max(1, count)))
      const values: unknown[] = [query, nameQuery, plain, most + 1, page.offset, page.limit]
      const { levels, above } = await levelsNow()
      values.push(shares, filterKeys(filter), levels, above)
      if (filter.since) values.push(filter.since)
      const name = `find-${lang}-${sort}${filter.since ? '-since' : ''}${page.facets ? '-facets' : ''}`
      const [found] = await rows<FoundRow>(name, findSql(lang, question), values)
      const { ids = '', total = 0, reachable = 0, facets = null } = found ?? {}
      return {
        ids: ids === '' ? [] : ids.split(' '),
        total,
        reachable,
        ...(page.facets ? { facets: readFacets(facets ?? []) } : {}),
      }
    },

    named: async (plain, filter, lang, limit) => {
      const words = wordsOf(plain)
      const query = [nameQueryOf(words, false), filterQueryOf(filter)]
        .filter((text) => text !== '')
        .join(' & ')
      const values: unknown[] = [query, words.join(' '), limit]
      if (filter.since) values.push(filter.since)
      const found = await rows<{ id: string }>(
        `named-${lang}${filter.since ? '-since' : ''}`,
        `SELECT t.id FROM "SearchDocument" d JOIN "Tool" t ON t.id = d."toolId"
         WHERE d.language = '${lang}' AND d.listed AND d.vector @@ $1::tsquery
           AND (${nameOfTool} = $2 OR starts_with(${nameOfTool}, $2 || ' '))
           ${filter.since ? 'AND d."publishedAt" >= $4' : ''}
         ORDER BY ${nameOfTool} <> $2, d.quality DESC, t.id LIMIT $3`,
        values,
      )
      return found.map(({ id }) => id)
    },

    completions: (beginning, lang) =>
      rows(
        'completions',
        `SELECT word, max(lexeme) AS lexeme, sum(documents)::int AS documents FROM "SearchWord"
         WHERE language IN ($1, 'en') AND word >= $2 AND word < $2 || chr(1114111) AND documents > 0
         GROUP BY word ORDER BY 3 DESC, 1 LIMIT ${mostCompletions}`,
        [lang, beginning],
      ),

    similar: async (words, lang) => {
      const found = await rows<{ similar: SimilarWord[] }>(
        'similar',
        `SELECT coalesce((
           SELECT jsonb_agg(jsonb_build_object('word', s.word, 'documents', s.documents)) FROM (
             SELECT n.word, max(n.documents) AS documents FROM "SearchWord" n
             WHERE n.word % w.word AND n.language IN ($2, 'en') AND n.documents > 0
               AND length(n.word) BETWEEN length(w.word) - 2 AND length(w.word) + 2
             GROUP BY n.word ORDER BY max(similarity(n.word, w.word)) DESC, max(n.documents) DESC
             LIMIT ${mostSimilar}) s), '[]') AS similar
         FROM unnest($1::text[]) WITH ORDINALITY AS w (word, place) ORDER BY w.place`,
        [words, lang],
      )
      return found.map(({ similar }) => similar)
    },

    facetsOf: async (ids, lang) =>
      readFacets(await rows('facets', facetsSql(facetCounts('$2::uuid[]')), [lang, ids])),

    suggest: (words, lang, limit) => suggestions(rows, words, lang, limit),

    recordMisses: async (misses) => {
      await pool.query(
        `INSERT INTO "SearchMiss" AS m (language, query, times)
         SELECT language, query, sum(times)::int FROM jsonb_to_recordset($1) AS r (language text, query text, times int)
         GROUP BY 1, 2 ORDER BY 1, 2
         ON CONFLICT (language, query) DO UPDATE SET times = m.times + excluded.times, "lastAt" = now()`,
        [JSON.stringify(misses)],
      )
      await pool.query(
        `DELETE FROM "SearchMiss" WHERE "lastAt" < (
           SELECT "lastAt" FROM "SearchMiss" ORDER BY "lastAt" DESC OFFSET ${mostMisses} LIMIT 1)`,
      )
    },
  }
}

/**
 * In Dutch, a consonant after a short vowel is doubled before an ending (stem, stemmen; snel, snelle), and the stemmer, which takes
 * the ending away, leaves two of most: for readers of Dutch a stem is the one with two as well as that with one.
 */
const likeStems = `
        UNION SELECT regexp_replace(r.stem, '([bfglmnprs])\\1$', '\\1') WHERE s.code = 'nl'
        UNION SELECT regexp_replace(r.stem, '(^|[^aeiou])([aeiou])([bfglmnprs])$', '\\1\\2\\3\\3') WHERE s.code = 'nl'`

/**
 * `$1` words. A word is looked for by its stem in every language whose documents have that stem, because originals are
 * in the documents of all languages, and as it is.
 */
function lookUpSql(lang: Language): string {
  const sites = languages.map((code) => `('${code}', '${stemmers[code]}'::regdictionary)`).join(', ')
  const stops = [...new Set([lang, 'en'])]
    .map((code) => `ts_lexize('parlance_stop_${code}', a.word) = '{}'`)
    .join(' OR ')
  return `
    WITH asked AS (
      SELECT a.word, a.place, lower(unaccent(a.word)) AS plain, coalesce(${stops}, false) AS stop
      FROM unnest($1::text[]) WITH ORDINALITY AS a (word, place)),
    sites (code, stemmer) AS (VALUES ${sites}),
    stems AS MATERIALIZED (
      SELECT a.place, s.code, x.stem,
        EXISTS (SELECT FROM "SearchWord" w WHERE w.language = s.code AND w.lexeme = x.stem AND w.documents > 0) AS known
      FROM asked a CROSS JOIN sites s
      CROSS JOIN LATERAL (SELECT coalesce((ts_lexize(s.stemmer, a.plain))[1], a.plain) AS stem) r
      CROSS JOIN LATERAL (SELECT r.stem${lang === 'nl' ? likeStems : ''}) x
      WHERE NOT a.stop)
    SELECT a.plain, a.stop,
      ARRAY(SELECT DISTINCT l FROM (SELECT stem FROM stems s WHERE s.place = a.place AND s.known UNION SELECT a.plain) k (l)
            ORDER BY l) AS lexemes,
      d.documents,
      ARRAY(SELECT DISTINCT w.word FROM stems s JOIN "SearchWord" w ON w.language = s.code AND w.lexeme = s.stem
            WHERE s.place = a.place AND s.known AND w.documents > 0 LIMIT ${mostForms}) AS forms
    FROM asked a
    CROSS JOIN LATERAL (SELECT coalesce(max(w.documents), 0) AS documents FROM "SearchWord" w
      WHERE w.word = a.plain AND w.language IN ('${lang}', 'en')) d
    ORDER BY a.place`
}

interface FoundRow {
  /** With blanks between them: an array of a thousand takes longer to be read than to be found. */
  readonly ids: string
  readonly total: number
  readonly reachable: number
  readonly facets: readonly FacetRow[] | null
}
