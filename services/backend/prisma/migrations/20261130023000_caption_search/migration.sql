-- What is said in the videos of a listing is in its documents, in each language that it is captioned in.

-- Makes the documents of listings anew, and tells for each language how many documents more or fewer have which words.
CREATE OR REPLACE FUNCTION parlance_make_documents(ids uuid[]) RETURNS TABLE (language text, words text[], counts int[])
LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
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
  -- What is said in its videos, to a length that a listing's own words are still found beside.
  spoken AS MATERIALIZED (
    SELECT l."toolId", l.language, left(string_agg(l.text, ' ' ORDER BY l."videoId", l.place), 20000) AS words
    FROM (SELECT v."toolId", c.language::text AS language, c."videoId", c.place, parlance_text(c.text) AS text
      FROM "Video" v JOIN "CaptionLine" c ON c."videoId" = v.id WHERE v."toolId" = ANY (ids)) l
    GROUP BY 1, 2),
  -- What the documents of a listing have in common is made once: the original is in those of six languages.
  tools AS MATERIALIZED (
    SELECT t.*, parlance_quality(t.views, t.clicks, t.featured) AS known,
      array_to_tsvector(parlance_name_words(t.name) || ARRAY(SELECT '#' || f FROM unnest(t.facets) AS f)
        || parlance_known_sign(parlance_quality(t.views, t.clicks, t.featured))) AS signs,
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
      parlance_text(concat_ws(' ', own.tagline, c.name, n.names)) AS second, own.middle, own.rest, k.words AS spoken,
      CASE WHEN t."sourceLanguage" = s.code THEN '' ELSE t.original END AS original,
      ('parlance_' || s.code)::regconfig AS config, ('parlance_words_' || s.code)::regconfig AS words
    FROM tools t
    CROSS JOIN sites s
    LEFT JOIN texts own ON own."toolId" = t.id AND own.language = s.code
    LEFT JOIN "CategoryTranslation" c ON c."categoryId" = t."categoryId" AND c.language = s.code
    LEFT JOIN tag_names n ON n."toolId" = t.id AND n.language = s.code
    LEFT JOIN spoken k ON k."toolId" = t.id AND k.language = s.code),
  before AS MATERIALIZED (
    SELECT d.language::text AS language, w.word FROM "SearchDocument" d, unnest(d.lexemes) AS w (word) WHERE d."toolId" = ANY (ids)),
  made AS (
    INSERT INTO "SearchDocument" AS d ("toolId", language, vector, lexemes, listed, quality, "publishedAt")
    SELECT p.id, p.code,
      setweight(to_tsvector(p.config, p.name), 'A') || setweight(to_tsvector(p.config, p.second), 'B')
        || setweight(to_tsvector(p.config, coalesce(p.middle, '')), 'C') || setweight(to_tsvector(p.config, concat_ws(' ', p.rest, p.spoken)), 'D')
        || p.original || p.signs,
      tsvector_to_array(to_tsvector(p.words, concat_ws(' ', p.name, p.second, p.middle, p.rest, p.spoken))),
      p.listed, p.quality, p."publishedAt"
    FROM pieces p
    -- In one order everywhere, so that two writers never wait for each other.
    ORDER BY p.id, p.code
    ON CONFLICT (language, "toolId") DO UPDATE SET vector = excluded.vector, lexemes = excluded.lexemes, listed = excluded.listed,
      quality = excluded.quality, "publishedAt" = excluded."publishedAt"
    RETURNING d.language::text AS language, d.lexemes),
  -- Words are looked at once they are counted, and not before: there are fewer of them.
  changed AS MATERIALIZED (
    SELECT language, word, sum(n)::int AS n FROM (
      SELECT language, w.word, 1 AS n FROM made, unnest(lexemes) AS w (word)
      UNION ALL SELECT language, word, -1 FROM before) b
    GROUP BY 1, 2)
  SELECT c.language, array_agg(c.word), array_agg(c.n) FROM changed c
  WHERE c.n <> 0 AND length(c.word) BETWEEN 2 AND 40 AND c.word !~ '^[0-9]+$'
  GROUP BY 1;
END
$$;

-- What is kept of answers to searches is dropped when captions change: they come to another one.
CREATE TRIGGER parlance_catalogue_changed AFTER INSERT OR UPDATE OR DELETE ON "Caption"
  FOR EACH STATEMENT EXECUTE FUNCTION parlance_catalogue_changed();

-- Those that have captions already: whoever works off what waits makes them.
INSERT INTO "SearchPending" ("toolId") SELECT DISTINCT v."toolId" FROM "Video" v JOIN "Caption" c ON c."videoId" = v.id
ON CONFLICT DO NOTHING;
