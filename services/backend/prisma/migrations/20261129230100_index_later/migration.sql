-- An import writes documents after its listings, many at a time and several connections at once, and counts their words at its
-- end: what is still to do is written down in the transaction that writes the listings, so that whoever comes later does it.

-- CreateTable
CREATE TABLE "SearchPending" (
    "toolId" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SearchPending_pkey" PRIMARY KEY ("toolId")
);

-- CreateTable
CREATE TABLE "SearchWordChange" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "language" VARCHAR(8) NOT NULL,
    "words" TEXT[],
    "counts" INTEGER[],
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SearchWordChange_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "SearchPending" ADD CONSTRAINT "SearchPending_toolId_fkey" FOREIGN KEY ("toolId") REFERENCES "Tool"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What listings are filtered by and counted by.
CREATE FUNCTION parlance_facet_tools(ids uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
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
END
$$;

-- Makes the documents of listings anew, and tells for each language how many documents more or fewer have which words.
CREATE FUNCTION parlance_make_documents(ids uuid[]) RETURNS TABLE (language text, words text[], counts int[])
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

-- Adds to the words of a language how many documents more or fewer have them. A sum is right whoever comes first: a word that is
-- taken out before it was counted is below none until then.
CREATE FUNCTION parlance_add_words(code text, words text[], counts int[]) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_catalog AS $$
DECLARE
  stemmer regdictionary := CASE code WHEN 'en' THEN 'english_stem' WHEN 'fr' THEN 'french_stem' WHEN 'es' THEN 'spanish_stem'
    WHEN 'it' THEN 'italian_stem' WHEN 'de' THEN 'german_stem' WHEN 'nl' THEN 'dutch_stem' ELSE 'portuguese_stem' END;
BEGIN
  INSERT INTO "SearchWord" AS w (language, word, lexeme, documents)
  SELECT code, c.word, coalesce((ts_lexize(stemmer, c.word))[1], c.word), c.n FROM (
    SELECT a.word, sum(a.n)::int AS n FROM unnest(words, counts) AS a (word, n) GROUP BY 1) c
  WHERE c.n <> 0
  -- In one order everywhere, so that two writers never wait for each other.
  ORDER BY c.word COLLATE "C"
  ON CONFLICT (language, word) DO UPDATE SET documents = w.documents + excluded.documents;
END
$$;

-- Makes facets, documents and words of listings anew. Called by whoever writes a listing's name, texts, category or tags, in
-- the same transaction.
CREATE OR REPLACE FUNCTION parlance_index_tools(ids uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
DECLARE
  made record;
BEGIN
  -- Whoever else writes documents of them holds them, too: they are waited for before anything is written, in the order in which
  -- views are counted.
  PERFORM FROM "Tool" WHERE id = ANY (ids) ORDER BY slug FOR NO KEY UPDATE;
  PERFORM parlance_facet_tools(ids);
  FOR made IN SELECT * FROM parlance_make_documents(ids) ORDER BY language LOOP
    PERFORM parlance_add_words(made.language, made.words, made.counts);
  END LOOP;
END
$$;

-- The same for many listings, later: facets and counts hold at once, documents are made by parlance_index_pending. Called in
-- the transaction that writes the listings.
CREATE FUNCTION parlance_index_later(ids uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
BEGIN
  PERFORM FROM "Tool" WHERE id = ANY (ids) ORDER BY slug FOR NO KEY UPDATE;
  PERFORM parlance_facet_tools(ids);
  INSERT INTO "SearchPending" ("toolId") SELECT id FROM unnest(ids) AS id ORDER BY id ON CONFLICT DO NOTHING;
END
$$;

-- Makes the documents of so many listings that wait for them, and writes down what changed of their words. Those that somebody
-- works on are passed over: this waits for nobody while it holds listings.
CREATE FUNCTION parlance_index_pending(most int) RETURNS int LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
DECLARE
  ids uuid[];
BEGIN
  ids := ARRAY(SELECT p."toolId" FROM "SearchPending" p JOIN "Tool" t ON t.id = p."toolId" ORDER BY p."toolId" LIMIT most
    FOR UPDATE OF p SKIP LOCKED FOR NO KEY UPDATE OF t SKIP LOCKED);
  IF cardinality(ids) > 0 THEN
    INSERT INTO "SearchWordChange" (language, words, counts) SELECT * FROM parlance_make_documents(ids);
    DELETE FROM "SearchPending" WHERE "toolId" = ANY (ids);
  END IF;
  RETURN cardinality(ids);
END
$$;

-- Counts the words of a language that parlance_index_pending wrote down.
CREATE FUNCTION parlance_count_words(code text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
DECLARE
  words text[];
  counts int[];
BEGIN
  WITH taken AS (DELETE FROM "SearchWordChange" c WHERE c.language = code RETURNING c.words, c.counts)
  SELECT array_agg(a.word), array_agg(a.n) INTO words, counts FROM taken t, unnest(t.words, t.counts) AS a (word, n);
  PERFORM parlance_add_words(code, words, counts);
END
$$;
