-- The original's words are made once a listing and not for each of the languages that have them too, and words are looked at once
-- they are counted: the same documents, in less time.
CREATE OR REPLACE FUNCTION parlance_index_tools(ids uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
BEGIN
  UPDATE "Tool" t SET facets = k.keys
  FROM (
    SELECT o.id, array_remove(ARRAY[
        'c:' || (SELECT slug FROM "Category" WHERE id = o."categoryId"), 'p:' || o.pricing, 'l:' || o."sourceLanguage",
        CASE WHEN o.featured THEN 'f:featured' END]
      || ARRAY(SELECT 't:' || g.slug FROM "ToolTag" tt JOIN "Tag" g ON g.id = tt."tagId" WHERE tt."toolId" = o.id ORDER BY g.slug), NULL) AS keys
    FROM "Tool" o WHERE o.id = ANY (ids)
  ) k
  WHERE t.id = k.id AND t.facets IS DISTINCT FROM k.keys;

  WITH sites (code, stemmer) AS (VALUES ('en', 'english_stem'), ('fr', 'french_stem'), ('es', 'spanish_stem'), ('it', 'italian_stem'),
    ('de', 'german_stem'), ('nl', 'dutch_stem'), ('pt', 'portuguese_stem')),
  texts AS MATERIALIZED (
    SELECT x."toolId", x.language::text AS language, x.name,
      parlance_text(x.tagline) AS tagline,
      parlance_text(concat_ws(' ', x.overview, array_to_string(x."keyFeatures", ' '))) AS middle,
      parlance_text(concat_ws(' ', x.description, array_to_string(x."useCases", ' '))) AS rest
    FROM "ToolTranslation" x WHERE x."toolId" = ANY (ids)),
  tag_names AS MATERIALIZED (
    SELECT tt."toolId", g.language::text AS language, string_agg(g.name, ' ' ORDER BY g.name) AS names
    FROM "ToolTag" tt JOIN "TagTranslation" g ON g."tagId" = tt."tagId" WHERE tt."toolId" = ANY (ids) GROUP BY 1, 2),
  -- What the documents of a listing have in common is made once: the original is in those of six languages.
  tools AS MATERIALIZED (
    SELECT t.*, parlance_quality(t.views, t.clicks, t.featured) AS known,
      array_to_tsvector(parlance_name_words(t.name) || ARRAY(SELECT '#' || f FROM unnest(t.facets) AS f)) AS signs,
      setweight(to_tsvector(o.config, coalesce(src.tagline, '')), 'C')
        || setweight(to_tsvector(o.config, concat_ws(' ', src.middle, src.rest)), 'D') AS original
    FROM "Tool" t
    LEFT JOIN sites so ON so.code = t."sourceLanguage"
    CROSS JOIN LATERAL (SELECT (CASE WHEN so.code IS NULL THEN 'parlance_other' ELSE 'parlance_' || so.code END)::regconfig AS config) o
    LEFT JOIN texts src ON src."toolId" = t.id AND src.language = t."sourceLanguage"
    WHERE t.id = ANY (ids)),
  pieces AS MATERIALIZED (
    SELECT t.id, s.code, t.signs, t.status = 'published' AS listed, t.known AS quality, t."publishedAt",
      parlance_text(concat_ws(' ', t.name, nullif(own.name, t.name))) AS name,
      parlance_text(concat_ws(' ', own.tagline, c.name, n.names)) AS second, own.middle, own.rest,
      CASE WHEN t."sourceLanguage" = s.code THEN '' ELSE t.original END AS original,
      ('parlance_' || s.code)::regconfig AS config, ('parlance_words_' || s.code)::regconfig AS words
    FROM tools t
    CROSS JOIN sites s
    LEFT JOIN texts own ON own."toolId" = t.id AND own.language = s.code
    LEFT JOIN "CategoryTranslation" c ON c."categoryId" = t."categoryId" AND c.language = s.code
    LEFT JOIN tag_names n ON n."toolId" = t.id AND n.language = s.code),
  before AS MATERIALIZED (
    SELECT d.language::text AS language, w.word FROM "SearchDocument" d, unnest(d.lexemes) AS w (word) WHERE d."toolId" = ANY (ids)),
  made AS (
    INSERT INTO "SearchDocument" AS d ("toolId", language, vector, lexemes, listed, quality, "publishedAt")
    SELECT p.id, p.code,
      setweight(to_tsvector(p.config, p.name), 'A') || setweight(to_tsvector(p.config, p.second), 'B')
        || setweight(to_tsvector(p.config, coalesce(p.middle, '')), 'C') || setweight(to_tsvector(p.config, coalesce(p.rest, '')), 'D')
        || p.original || p.signs,
      tsvector_to_array(to_tsvector(p.words, concat_ws(' ', p.name, p.second, p.middle, p.rest))),
      p.listed, p.quality, p."publishedAt"
    FROM pieces p
    ON CONFLICT (language, "toolId") DO UPDATE SET vector = excluded.vector, lexemes = excluded.lexemes, listed = excluded.listed,
      quality = excluded.quality, "publishedAt" = excluded."publishedAt"
    RETURNING d.language::text AS language, d.lexemes),
  changed AS (
    SELECT language, word, sum(n)::int AS n FROM (
      SELECT language, w.word, 1 AS n FROM made, unnest(lexemes) AS w (word)
      UNION ALL SELECT language, word, -1 FROM before) b
    GROUP BY 1, 2 HAVING sum(n) <> 0 AND length(word) BETWEEN 2 AND 40 AND word !~ '^[0-9]+$')
  INSERT INTO "SearchWord" AS w (language, word, lexeme, documents)
  SELECT c.language, c.word, coalesce((ts_lexize(s.stemmer::regdictionary, c.word))[1], c.word), c.n
  FROM changed c JOIN sites s ON s.code = c.language
  -- In one order everywhere, so that two writers never wait for each other.
  ORDER BY c.language, c.word COLLATE "C"
  ON CONFLICT (language, word) DO UPDATE SET documents = greatest(0, w.documents + excluded.documents);
END
$$;
