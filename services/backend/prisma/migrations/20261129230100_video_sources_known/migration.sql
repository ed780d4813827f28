ALTER TABLE "Video" VALIDATE CONSTRAINT "Video_sourceKey_fkey";
