import { topicName } from './topic-names.ts'

const imageJson = (alias: string) =>
  `CASE WHEN ${alias}.key IS NULL THEN NULL ELSE jsonb_build_object('key', ${alias}.key, 'width', ${alias}.width,
     'height', ${alias}.height, 'mediaType', ${alias}."mediaType", 'blurhash', ${alias}.blurhash,
     'palette', to_jsonb(${alias}.palette), 'renditions', coalesce((
       SELECT jsonb_agg(jsonb_build_object('key', n.key, 'width', n.width, 'mediaType', n."mediaType") ORDER BY n.width DESC, n.key)
       FROM "Asset" n WHERE n."renditionOf" = ${alias}.key), '[]')) END`

/** Categories, or tags, that some of the rows have, by a key, with their names: made once for a page, and not joined to each row. */
const namesJson = (table: 'Category' | 'Tag', key: string, which: string) => `(
  SELECT coalesce(jsonb_object_agg(${key}, jsonb_build_object('slug', g.slug, 'name', ${topicName(table, 'g', '$1')})), '{}')
  FROM "${table}" g WHERE ${which})`

const shortTexts = `'language', x.language, 'name', x.name, 'tagline', x.tagline, 'overview', x.overview,
  'source', x.source, 'engine', x.engine, 'model', x.model, 'confidence', x.confidence, 'reviewed', x.reviewed`
const longTexts = `${shortTexts}, 'description', x.description, 'keyFeatures', x."keyFeatures",
  'useCases', x."useCases", 'questions', x.questions, 'metaTitle', x."metaTitle", 'metaDescription', x."metaDescription"`

/**
 * Selects listings with what readers of one language need, in no order. `$1` is the language.
 *
 * @param found selects rows of "Tool", and what their order is by
 */
export function selectTools(found: string, texts: 'short' | 'long'): string {
  const full = `, ${imageJson('p')} AS preview, r.slug AS "roomSlug", t.price, t.author,
    t."pageDate", t."unreachableSince", t.profiles, t."createdAt",
    ARRAY(SELECT x.language::text FROM "ToolTranslation" x JOIN "Language" g ON g.code = x.language
          WHERE x."toolId" = t.id ORDER BY g.position) AS "availableLanguages"`
  const tags = `g.slug = ANY (ARRAY(SELECT DISTINCT substr(f.key, 3) FROM t, unnest(t.facets) AS f (key) WHERE f.key ^@ 't:'))`
  const categories = 'g.id = ANY (ARRAY(SELECT DISTINCT "categoryId" FROM t))'
  return `
    WITH t AS MATERIALIZED (${found}),
    names AS MATERIALIZED (SELECT ${namesJson('Tag', "'t:' || g.slug", tags)} AS tags,
      ${namesJson('Category', 'g.id', categories)} AS categories)
    SELECT t.id, t.slug, t.url, t.name, t."sortName", t.pricing, t."sourceLanguage", t.views, t.clicks,
      t.featured, t."publishedAt", t."updatedAt",
      (SELECT categories FROM names) -> t."categoryId"::text AS category,
      coalesce((SELECT jsonb_agg(n.tags -> f.key) FROM names n, unnest(t.facets) AS f (key) WHERE n.tags ? f.key), '[]') AS tags,
      ${imageJson('l')} AS logo, ${imageJson('s')} AS screenshot,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object(${texts === 'short' ? shortTexts : longTexts}))
        FROM "ToolTranslation" x
        WHERE x."toolId" = t.id AND x.language IN ($1, t."sourceLanguage", 'en')), '[]') AS texts
      ${texts === 'long' ? full : ''}
    FROM t
    LEFT JOIN "Asset" l ON l.key = t."logoKey"
    LEFT JOIN "Asset" s ON s.key = t."screenshotKey"
    ${texts === 'long' ? 'LEFT JOIN "Asset" p ON p.key = t."previewKey" LEFT JOIN "Room" r ON r."toolId" = t.id' : ''}`
}
