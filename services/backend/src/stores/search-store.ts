import { type Language, languages } from '@parlance/contracts/languages'
import type {
  KnownWord,
  SearchQuestion,
  SearchStore,
  SimilarWord,
} from '../features/catalogue/search-port.ts'
import { filterQueryOf, nameQueryOf, wordsOf } from '../features/catalogue/search-query.ts'
import type { Database } from './database.ts'
import { type FacetRow, facetsSql, readFacets } from './facet-rows.ts'
import { stemmers } from './stemmers.ts'
import { suggestions } from './suggestion-rows.ts'

/** So many of the best known are weighed word by word; those after them follow as they are known. */
const mostRanked = 200
/** Forms of a word that are highlighted, words that a beginning stands for, words that a typo is compared with. */
const mostForms = 40
const mostCompletions = 20
const mostSimilar = 12
/** What found nothing is remembered for so many questions; the oldest are forgotten. */
const mostMisses = 20_000

/** A name as questions are compared with it. */
const nameOfTool = `btrim(regexp_replace(lower(unaccent(parlance_text(t.name))), '\\s+', ' ', 'g'))`

/** The search index in PostgreSQL. */
export function createSearchStore({ pool, readers }: Pick<Database, 'pool' | 'readers'>): SearchStore {
  const rows = async <T>(name: string, text: string, values: unknown[]): Promise<T[]> =>
    (await readers.query({ name: `search-${name}`, text, values })).rows as T[]

  return {
    lookUp: (words, lang) => rows<KnownWord>(`words-${lang}`, lookUpSql(lang), [words]),

    find: async (question, lang) => {
      const { query, nameQuery, plain, most, filter, sort, page } = question
      const values: unknown[] = [query, nameQuery, plain, most + 1, page.offset, page.limit]
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
      readFacets(
        await rows(
          'facets',
          facetsSql(`SELECT f.key, count(*)::int AS count
            FROM "Tool" t, unnest(t.facets) AS f (key) WHERE t.id = ANY ($2::uuid[]) GROUP BY 1`),
          [lang, ids],
        ),
      ),

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
      CROSS JOIN LATERAL (SELECT coalesce((ts_lexize(s.stemmer, a.plain))[1], a.plain) AS stem) x
      WHERE NOT a.stop)
    SELECT a.plain, a.stop,
      ARRAY(SELECT DISTINCT l FROM (SELECT stem FROM stems s WHERE s.place = a.place AND s.known UNION SELECT a.plain) k (l)
            ORDER BY l) AS lexemes,
      d.documents, d.documents > 0
        OR EXISTS (SELECT FROM stems s WHERE s.place = a.place AND s.known AND s.stem <> a.plain AND s.code IN ('${lang}', 'en'))
        AS known,
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

/**
 * `$1` query, `$2` name query, `$3` the whole question, `$4` how many at most, `$5` and `$6` offset and length of the page,
 * `$7` since when. What matches is ordered by what is in its row; texts are looked into for the best known, and for what is
 * named so.
 */
function findSql(lang: Language, { sort, filter, page }: SearchQuestion): string {
  const since = filter.since ? 'AND d."publishedAt" >= $7' : ''
  const matching = (query: string) => `
    FROM "SearchDocument" d ${sort === 'name' ? 'JOIN "Tool" o ON o.id = d."toolId"' : ''}
    WHERE d.language = '${lang}' AND d.listed AND d.vector @@ ${query}::tsquery ${since}`
  const order = {
    relevance: 'd.quality DESC',
    popular: 'd.quality DESC',
    newest: 'd."publishedAt" DESC',
    updated: 'd."publishedAt" DESC',
    name: 'o."sortName"',
  }[sort]
  const hits = `hits AS MATERIALIZED (
    SELECT d."toolId", d.quality ${matching('$1')} ORDER BY ${order}, d."toolId" LIMIT $4)`
  const total = '(SELECT count(*)::int FROM hits) AS total'
  const counts = `SELECT f.key, count(*)::int AS count FROM "Tool" t, unnest(t.facets) AS f (key)
    WHERE t.id = ANY (ARRAY(SELECT "toolId" FROM hits LIMIT $4 - 1)) GROUP BY 1`
  const facets = page.facets
    ? `(SELECT jsonb_agg(to_jsonb(f)) FROM (${facetsSql(counts, `'${lang}'`)}) f) AS facets`
    : 'NULL AS facets'
  if (sort !== 'relevance') {
    return `WITH ${hits} SELECT array_to_string(ARRAY(SELECT "toolId" FROM hits), ' ') AS ids, ${total},
      (SELECT count(*)::int FROM hits) AS reachable, ${facets},
      $2::text AS unused, $3::text AS unused_too, $5::int AS none, $6::int AS nothing`
  }
  return `
    WITH ${hits},
    named AS MATERIALIZED (
      SELECT d."toolId", d.quality ${matching('$2')} ORDER BY d.quality DESC, d."toolId" LIMIT 100),
    ranked AS MATERIALIZED (
      SELECT c."toolId", c.quality,
        CASE WHEN NOT c.named THEN 0 ELSE (
          SELECT CASE WHEN ${nameOfTool} = $3 THEN 10 WHEN starts_with(${nameOfTool}, $3 || ' ') THEN 5 ELSE 3 END
          FROM "Tool" t WHERE t.id = c."toolId") END
        + 4 * ts_rank_cd('{0.05, 0.2, 0.5, 1}', d.vector, $1::tsquery, 1) + c.quality / 200.0 AS score
      FROM (
        SELECT "toolId", quality, bool_or(named) AS named FROM (
          (SELECT *, false AS named FROM hits ORDER BY quality DESC, "toolId" LIMIT ${mostRanked})
          UNION ALL SELECT *, true FROM named) b
        GROUP BY 1, 2) c
      JOIN "SearchDocument" d ON d.language = '${lang}' AND d."toolId" = c."toolId"),
    placed AS MATERIALIZED (
      SELECT "toolId", score, quality FROM ranked
      UNION ALL
      SELECT h."toolId", NULL, h.quality FROM hits h WHERE NOT EXISTS (SELECT FROM ranked r WHERE r."toolId" = h."toolId"))
    SELECT ${total}, (SELECT count(*)::int FROM placed) AS reachable, ${facets}, array_to_string(ARRAY(
      SELECT "toolId" FROM placed ORDER BY score DESC NULLS LAST, quality DESC, "toolId" OFFSET $5 LIMIT $6), ' ') AS ids`
}
