-- Files of videos lie among the assets.
ALTER TABLE "Video" ADD COLUMN "announcedSha256" TEXT;
ALTER TABLE "Video" ADD COLUMN "sourceKey" TEXT;
ALTER TABLE "Video" ADD CONSTRAINT "Video_sourceKey_fkey" FOREIGN KEY ("sourceKey") REFERENCES "Asset"(key)
  ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;
-- allow index-blocks: the table is as new as the release before, and holds a row a film
CREATE INDEX "Video_sourceKey_idx" ON "Video"("sourceKey");
