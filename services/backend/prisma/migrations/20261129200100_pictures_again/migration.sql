-- When pictures of the page were last asked for; absent: long ago, or its look has changed since.
ALTER TABLE "PageVisit" ADD COLUMN "picturesAt" TIMESTAMPTZ(3);
