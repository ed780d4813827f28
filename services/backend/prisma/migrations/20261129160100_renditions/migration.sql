-- Smaller sizes and other formats of a picture are files of their own, which live and go with it.
ALTER TABLE "Asset" ADD COLUMN "renditionOf" TEXT;
ALTER TABLE "Asset" ADD CONSTRAINT "Asset_renditionOf_fkey" FOREIGN KEY ("renditionOf") REFERENCES "Asset"(key) ON DELETE CASCADE ON UPDATE CASCADE NOT VALID;
-- allow index-blocks: a row a picture, a few ten thousand of them: milliseconds, and only submissions write there
CREATE INDEX "Asset_renditionOf_idx" ON "Asset"("renditionOf");
