-- Who types is told categories and tags by any word of their name, without accents. Taking accents off takes longer than everything else
-- about it, and a directory may have thousands of tags: so it is done when a name is written. The blank before it begins the first word
-- as any other.
ALTER TABLE "CategoryTranslation" ADD COLUMN "plain" TEXT NOT NULL DEFAULT '';
ALTER TABLE "TagTranslation" ADD COLUMN "plain" TEXT NOT NULL DEFAULT '';

CREATE FUNCTION parlance_plain_name() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
BEGIN
  NEW.plain := ' ' || lower(unaccent(parlance_text(NEW.name)));
  RETURN NEW;
END
$$;
CREATE TRIGGER parlance_plain_name BEFORE INSERT OR UPDATE OF name ON "CategoryTranslation"
  FOR EACH ROW EXECUTE FUNCTION parlance_plain_name();
CREATE TRIGGER parlance_plain_name BEFORE INSERT OR UPDATE OF name ON "TagTranslation"
  FOR EACH ROW EXECUTE FUNCTION parlance_plain_name();
-- allow whole-table: a name is a few words, 35,000 of them take a second, and only who renames a tag in it waits
UPDATE "CategoryTranslation" SET name = name;
-- allow whole-table: as above
UPDATE "TagTranslation" SET name = name;

-- allow index-blocks: as above, a tenth of a second
CREATE INDEX "TagTranslation_language_idx" ON "TagTranslation"("language");
