-- Films of listings, and what is said in them. All of it goes with the listing.
CREATE TABLE "Video" (
  "id" UUID NOT NULL,
  "toolId" UUID NOT NULL,
  "ownerId" UUID,
  "name" TEXT NOT NULL DEFAULT '',
  "state" TEXT NOT NULL DEFAULT 'uploading',
  "problem" JSONB,
  "bytes" BIGINT NOT NULL,
  "sha256" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Video_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Video_toolId_idx" ON "Video"("toolId");
CREATE INDEX "Video_ownerId_idx" ON "Video"("ownerId");
ALTER TABLE "Video" ADD CONSTRAINT "Video_toolId_fkey" FOREIGN KEY ("toolId") REFERENCES "Tool"("id")
  ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Video" ADD CONSTRAINT "Video_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id")
  ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "Caption" (
  "videoId" UUID NOT NULL,
  "language" VARCHAR(8) NOT NULL,
  "origin" TEXT NOT NULL,
  "revision" INTEGER NOT NULL DEFAULT 1,
  "madeFrom" INTEGER NOT NULL DEFAULT 0,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Caption_pkey" PRIMARY KEY ("videoId", "language")
);
ALTER TABLE "Caption" ADD CONSTRAINT "Caption_videoId_fkey" FOREIGN KEY ("videoId") REFERENCES "Video"("id")
  ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "CaptionLine" (
  "videoId" UUID NOT NULL,
  "language" VARCHAR(8) NOT NULL,
  "place" INTEGER NOT NULL,
  "startMs" INTEGER NOT NULL,
  "endMs" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "source" "TranslationSource" NOT NULL DEFAULT 'human',
  "sourceText" TEXT,
  "confidence" DOUBLE PRECISION,
  CONSTRAINT "CaptionLine_pkey" PRIMARY KEY ("videoId", "language", "place")
);
ALTER TABLE "CaptionLine" ADD CONSTRAINT "CaptionLine_videoId_language_fkey" FOREIGN KEY ("videoId", "language")
  REFERENCES "Caption"("videoId", "language") ON DELETE CASCADE ON UPDATE CASCADE;
