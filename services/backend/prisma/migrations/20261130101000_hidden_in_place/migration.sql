-- Hiding, showing and counting readers of a listing changes what is in the rows of its documents, and no index: such a row is written
-- anew in the same page where there is room for it, and no index is touched. There is, where half of each page is left free: rows
-- are a hundred bytes, since what is long lies beside them. Pages that are there get it as their rows are written.
ALTER TABLE "SearchDocument_en" SET (fillfactor = 50);
ALTER TABLE "SearchDocument_fr" SET (fillfactor = 50);
ALTER TABLE "SearchDocument_es" SET (fillfactor = 50);
ALTER TABLE "SearchDocument_it" SET (fillfactor = 50);
ALTER TABLE "SearchDocument_de" SET (fillfactor = 50);
ALTER TABLE "SearchDocument_nl" SET (fillfactor = 50);
ALTER TABLE "SearchDocument_pt" SET (fillfactor = 50);
ALTER TABLE "SearchDocument_other" SET (fillfactor = 50);

-- What is hidden is not found, from the same transaction on, whoever hides it. Signs are made where they change and not to be
-- compared: calling the function that makes them took longer than writing the rows.
CREATE OR REPLACE FUNCTION parlance_tool_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
DECLARE
  known smallint := parlance_quality(NEW.views, NEW.clicks, NEW.featured);
BEGIN
  UPDATE "SearchDocument" SET listed = NEW.status = 'published', "publishedAt" = NEW."publishedAt", quality = known,
    vector = CASE WHEN quality / 10 = known / 10 THEN vector
      ELSE ts_delete(vector, parlance_known_sign(quality)) || array_to_tsvector(parlance_known_sign(known)) END
  WHERE "toolId" = NEW.id;
  RETURN NULL;
END
$$;
