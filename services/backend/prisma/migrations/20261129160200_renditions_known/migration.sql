ALTER TABLE "Asset" VALIDATE CONSTRAINT "Asset_renditionOf_fkey";
