-- Stop words are known by their accents, so they go before the accents do: "für" is one, "fur" is not.
-- parlance_xx stems, parlance_words_xx leaves words as they are.
DO $$
DECLARE
  pair text[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['en', 'english'], ['fr', 'french'], ['es', 'spanish'], ['it', 'italian'],
    ['de', 'german'], ['nl', 'dutch'], ['pt', 'portuguese']
  ] LOOP
    EXECUTE format('CREATE TEXT SEARCH DICTIONARY parlance_stop_%s (TEMPLATE = pg_catalog.simple, STOPWORDS = %s, ACCEPT = false)',
      pair[1], pair[2]);
    EXECUTE format(
      'ALTER TEXT SEARCH CONFIGURATION parlance_%s ALTER MAPPING FOR asciiword, word, numword, asciihword, hword, numhword,
         hword_asciipart, hword_part, hword_numpart WITH parlance_stop_%s, unaccent, %I', pair[1], pair[1], pair[2] || '_stem');
    EXECUTE format('CREATE TEXT SEARCH CONFIGURATION parlance_words_%s (COPY = pg_catalog.simple)', pair[1]);
    EXECUTE format(
      'ALTER TEXT SEARCH CONFIGURATION parlance_words_%s ALTER MAPPING FOR asciiword, word, numword, asciihword, hword, numhword,
         hword_asciipart, hword_part, hword_numpart WITH parlance_stop_%s, unaccent, simple', pair[1], pair[1]);
  END LOOP;
END
$$;
CREATE TEXT SEARCH CONFIGURATION parlance_other (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION parlance_other
  ALTER MAPPING FOR asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
  WITH unaccent, simple;

-- AlterTable
ALTER TABLE "Tool" ADD COLUMN "featured" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "facets" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "Tool_status_updatedAt_id_idx" ON "Tool"("status", "updatedAt" DESC, "id");
CREATE INDEX "Tool_categoryId_status_views_id_idx" ON "Tool"("categoryId", "status", "views" DESC, "id");
CREATE INDEX "Tool_categoryId_status_publishedAt_id_idx" ON "Tool"("categoryId", "status", "publishedAt" DESC, "id");
CREATE INDEX "Tool_facets_idx" ON "Tool" USING GIN ("facets");
DROP INDEX "Tool_categoryId_idx";

-- The documents of each language lie together, have an index and statistics of their own. Long columns are kept beside the
-- rows, so that what is counted and ordered by (and no more) is read for a word that half of all listings have.
DROP TABLE "SearchDocument";
CREATE TABLE "SearchDocument" (
    "toolId" UUID NOT NULL,
    "language" VARCHAR(8) NOT NULL,
    "vector" tsvector NOT NULL,
    "lexemes" TEXT[],
    "listed" BOOLEAN NOT NULL DEFAULT true,
    "quality" SMALLINT NOT NULL DEFAULT 0,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SearchDocument_pkey" PRIMARY KEY ("language","toolId")
) PARTITION BY LIST ("language");
ALTER TABLE "SearchDocument" ALTER COLUMN "vector" SET STORAGE EXTERNAL;
DO $$
DECLARE
  code text;
BEGIN
  FOREACH code IN ARRAY ARRAY['en', 'fr', 'es', 'it', 'de', 'nl', 'pt'] LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF "SearchDocument" FOR VALUES IN (%L) WITH (fillfactor = 90, toast_tuple_target = 128)',
      'SearchDocument_' || code, code);
  END LOOP;
END
$$;
CREATE TABLE "SearchDocument_other" PARTITION OF "SearchDocument" DEFAULT;
CREATE INDEX "SearchDocument_toolId_idx" ON "SearchDocument"("toolId");
CREATE INDEX "SearchDocument_vector_idx" ON "SearchDocument" USING GIN ("vector");
ALTER TABLE "SearchDocument" ADD CONSTRAINT "SearchDocument_toolId_fkey" FOREIGN KEY ("toolId") REFERENCES "Tool"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Beginnings of words are ranges of an index, whatever the language of the database.
DROP TABLE "SearchWord";
CREATE TABLE "SearchWord" (
    "language" VARCHAR(8) NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    "lexeme" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "documents" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "SearchWord_pkey" PRIMARY KEY ("language","word")
) WITH (fillfactor = 80);
CREATE INDEX "SearchWord_language_lexeme_idx" ON "SearchWord"("language", "lexeme");
CREATE INDEX "SearchWord_word_idx" ON "SearchWord" USING GIN ("word" gin_trgm_ops);

-- CreateTable
CREATE TABLE "SearchMiss" (
    "language" VARCHAR(8) NOT NULL,
    "query" TEXT NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "firstAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SearchMiss_pkey" PRIMARY KEY ("language","query")
);
CREATE INDEX "SearchMiss_lastAt_idx" ON "SearchMiss"("lastAt");

-- CreateTable
CREATE TABLE "CatalogueCount" (
    "a" TEXT NOT NULL,
    "b" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "CatalogueCount_pkey" PRIMARY KEY ("a","b")
) WITH (fillfactor = 70);

-- How well known a listing is, in steps: doubling its readers is worth 10, being put forward 40. A step changes seldom, and
-- the documents are written only when it does.
CREATE FUNCTION parlance_quality(views int, clicks int, featured boolean) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (10 * floor(log(2.0, 1 + views::numeric + 4 * clicks::numeric)) + CASE WHEN featured THEN 40 ELSE 0 END)::smallint
$$;

-- Text as the parser gets it: what stands between words is a blank, so that "remove.bg", "l'image" and "e-mail" are two words
-- each, in documents and in questions alike.
CREATE FUNCTION parlance_text(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(left($1, 20000), E'.,:;!?/\\\\@#&+*=<>()[]{}|~^%$"`''’‘“”«»„…–—-_·•', repeat(' ', 60))
$$;

-- The words of a name as lexemes of their own, which no stemmer makes: "=remove".
CREATE FUNCTION parlance_name_words(name text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT '=' || left(word, 60)), '{}')
  FROM regexp_split_to_table(lower(public.unaccent(public.parlance_text(name))), '\s+') AS word WHERE word <> ''
$$;

-- Makes facets, documents and words of listings anew. Called by whoever writes a listing's name, texts, category or tags, in
-- the same transaction.
CREATE FUNCTION parlance_index_tools(ids uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
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
  pieces AS MATERIALIZED (
    SELECT t.id, s.code, t.facets, t.status = 'published' AS listed, parlance_quality(t.views, t.clicks, t.featured) AS quality,
      t."publishedAt", t.name AS tool_name,
      parlance_text(concat_ws(' ', t.name, nullif(own.name, t.name))) AS name,
      parlance_text(concat_ws(' ', own.tagline, c.name, n.names)) AS second, own.middle, own.rest,
      src.tagline AS src_second, concat_ws(' ', src.middle, src.rest) AS src_rest,
      ('parlance_' || s.code)::regconfig AS config, ('parlance_words_' || s.code)::regconfig AS words,
      (CASE WHEN so.code IS NULL THEN 'parlance_other' ELSE 'parlance_' || so.code END)::regconfig AS src_config
    FROM "Tool" t
    CROSS JOIN sites s
    LEFT JOIN sites so ON so.code = t."sourceLanguage"
    LEFT JOIN texts own ON own."toolId" = t.id AND own.language = s.code
    LEFT JOIN texts src ON src."toolId" = t.id AND src.language = t."sourceLanguage" AND t."sourceLanguage" <> s.code
    LEFT JOIN "CategoryTranslation" c ON c."categoryId" = t."categoryId" AND c.language = s.code
    LEFT JOIN tag_names n ON n."toolId" = t.id AND n.language = s.code
    WHERE t.id = ANY (ids)),
  before AS MATERIALIZED (
    SELECT d.language::text AS language, w.word FROM "SearchDocument" d, unnest(d.lexemes) AS w (word) WHERE d."toolId" = ANY (ids)),
  made AS (
    INSERT INTO "SearchDocument" AS d ("toolId", language, vector, lexemes, listed, quality, "publishedAt")
    SELECT p.id, p.code,
      setweight(to_tsvector(p.config, p.name), 'A') || setweight(to_tsvector(p.config, p.second), 'B')
        || setweight(to_tsvector(p.config, coalesce(p.middle, '')), 'C') || setweight(to_tsvector(p.config, coalesce(p.rest, '')), 'D')
        || CASE WHEN p.src_rest = '' THEN '' ELSE setweight(to_tsvector(p.src_config, coalesce(p.src_second, '')), 'C')
             || setweight(to_tsvector(p.src_config, p.src_rest), 'D') END
        || array_to_tsvector(parlance_name_words(p.tool_name) || ARRAY(SELECT '#' || f FROM unnest(p.facets) AS f)),
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
    WHERE length(word) BETWEEN 2 AND 40 AND word !~ '^[0-9]+$'
    GROUP BY 1, 2 HAVING sum(n) <> 0)
  INSERT INTO "SearchWord" AS w (language, word, lexeme, documents)
  SELECT c.language, c.word, coalesce((ts_lexize(s.stemmer::regdictionary, c.word))[1], c.word), c.n
  FROM changed c JOIN sites s ON s.code = c.language
  -- In one order everywhere, so that two writers never wait for each other.
  ORDER BY c.language, c.word COLLATE "C"
  ON CONFLICT (language, word) DO UPDATE SET documents = greatest(0, w.documents + excluded.documents);
END
$$;

-- What is hidden is not found, from the same transaction on, whoever hides it.
CREATE FUNCTION parlance_tool_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
BEGIN
  UPDATE "SearchDocument" SET listed = NEW.status = 'published', "publishedAt" = NEW."publishedAt",
    quality = parlance_quality(NEW.views, NEW.clicks, NEW.featured)
  WHERE "toolId" = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER parlance_tool_changed AFTER UPDATE ON "Tool" FOR EACH ROW
WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD."publishedAt" IS DISTINCT FROM NEW."publishedAt"
  OR parlance_quality(OLD.views, OLD.clicks, OLD.featured) IS DISTINCT FROM parlance_quality(NEW.views, NEW.clicks, NEW.featured))
EXECUTE FUNCTION parlance_tool_changed();

-- Counts are kept by the statements that change what is counted.
CREATE FUNCTION parlance_count_tools() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
DECLARE
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO "CatalogueCount" AS k (a, b, count)
    SELECT a, b, sum(n)::int FROM (
      SELECT n.facets, 1 AS n FROM written n JOIN replaced o USING (id)
        WHERE n.status = 'published' AND (o.status <> n.status OR o.facets IS DISTINCT FROM n.facets)
      UNION ALL
      SELECT o.facets, -1 FROM written n JOIN replaced o USING (id)
        WHERE o.status = 'published' AND (o.status <> n.status OR o.facets IS DISTINCT FROM n.facets)) c,
      unnest(c.facets || ''::text) AS a, unnest(c.facets || ''::text) AS b
    GROUP BY a, b HAVING sum(n) <> 0 ORDER BY a, b
    ON CONFLICT (a, b) DO UPDATE SET count = k.count + excluded.count;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO "CatalogueCount" AS k (a, b, count)
    SELECT a, b, count(*)::int FROM written n, unnest(n.facets || ''::text) AS a, unnest(n.facets || ''::text) AS b
    WHERE n.status = 'published' GROUP BY a, b ORDER BY a, b
    ON CONFLICT (a, b) DO UPDATE SET count = k.count + excluded.count;
  ELSE
    INSERT INTO "CatalogueCount" AS k (a, b, count)
    SELECT a, b, -count(*)::int FROM replaced o, unnest(o.facets || ''::text) AS a, unnest(o.facets || ''::text) AS b
    WHERE o.status = 'published' GROUP BY a, b ORDER BY a, b
    ON CONFLICT (a, b) DO UPDATE SET count = k.count + excluded.count;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER parlance_count_inserted AFTER INSERT ON "Tool" REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION parlance_count_tools();
CREATE TRIGGER parlance_count_updated AFTER UPDATE ON "Tool" REFERENCING OLD TABLE AS replaced NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION parlance_count_tools();
CREATE TRIGGER parlance_count_deleted AFTER DELETE ON "Tool" REFERENCING OLD TABLE AS replaced
  FOR EACH STATEMENT EXECUTE FUNCTION parlance_count_tools();

-- What is there already.
INSERT INTO "CatalogueCount" (a, b, count) SELECT '', '', count(*)::int FROM "Tool" WHERE status = 'published' HAVING count(*) > 0;
SELECT parlance_index_tools(array_agg(id)) FROM "Tool" HAVING count(*) > 0;

-- Kept answers of the directory are valid while this number is what it was. It changes within the transaction that writes; what
-- was read meanwhile is dropped when the word of its end comes over the channel parlance_catalogue.
CREATE SEQUENCE parlance_catalogue_version;
CREATE FUNCTION parlance_catalogue_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
BEGIN
  PERFORM nextval('parlance_catalogue_version');
  PERFORM pg_notify('parlance_catalogue', '');
  RETURN NULL;
END
$$;
-- Readers are counted all the time and change nothing else.
CREATE TRIGGER parlance_catalogue_changed AFTER INSERT OR DELETE OR UPDATE OF slug, url, name, "sortName", status, pricing,
  "sourceLanguage", "categoryId", "logoKey", "screenshotKey", "previewKey", featured, facets, "publishedAt", "updatedAt"
  ON "Tool" FOR EACH STATEMENT EXECUTE FUNCTION parlance_catalogue_changed();
CREATE TRIGGER parlance_catalogue_changed AFTER INSERT OR UPDATE OR DELETE ON "ToolTranslation"
  FOR EACH STATEMENT EXECUTE FUNCTION parlance_catalogue_changed();
CREATE TRIGGER parlance_catalogue_changed AFTER INSERT OR UPDATE OR DELETE ON "ToolTag"
  FOR EACH STATEMENT EXECUTE FUNCTION parlance_catalogue_changed();
CREATE TRIGGER parlance_catalogue_changed AFTER INSERT OR UPDATE OR DELETE ON "Category"
  FOR EACH STATEMENT EXECUTE FUNCTION parlance_catalogue_changed();
CREATE TRIGGER parlance_catalogue_changed AFTER INSERT OR UPDATE OR DELETE ON "CategoryTranslation"
  FOR EACH STATEMENT EXECUTE FUNCTION parlance_catalogue_changed();
CREATE TRIGGER parlance_catalogue_changed AFTER INSERT OR UPDATE OR DELETE ON "Tag"
  FOR EACH STATEMENT EXECUTE FUNCTION parlance_catalogue_changed();
CREATE TRIGGER parlance_catalogue_changed AFTER INSERT OR UPDATE OR DELETE ON "TagTranslation"
  FOR EACH STATEMENT EXECUTE FUNCTION parlance_catalogue_changed();
CREATE TRIGGER parlance_catalogue_changed AFTER INSERT OR DELETE OR UPDATE OF slug, "toolId" ON "Room"
  FOR EACH STATEMENT EXECUTE FUNCTION parlance_catalogue_changed();
