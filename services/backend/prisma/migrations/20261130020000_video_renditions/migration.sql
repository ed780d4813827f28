-- What is made of a film: the work that is to be done for it, a row each, and the renditions that are there.
ALTER TABLE "Video" ADD COLUMN "seconds" DOUBLE PRECISION;
ALTER TABLE "Video" ADD COLUMN "width" INTEGER;
ALTER TABLE "Video" ADD COLUMN "height" INTEGER;
ALTER TABLE "Video" ADD COLUMN "loudness" DOUBLE PRECISION;
ALTER TABLE "Video" ADD COLUMN "expectedBytes" BIGINT;
ALTER TABLE "Video" ADD COLUMN "posterKey" TEXT;
ALTER TABLE "Video" ADD COLUMN "storyboardKey" TEXT;
ALTER TABLE "Video" ADD COLUMN "storyboard" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Video" ADD CONSTRAINT "Video_posterKey_fkey" FOREIGN KEY ("posterKey") REFERENCES "Asset"(key)
  ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;
ALTER TABLE "Video" ADD CONSTRAINT "Video_storyboardKey_fkey" FOREIGN KEY ("storyboardKey") REFERENCES "Asset"(key)
  ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;
-- allow index-blocks: the table holds a row a film, and nothing waits for it long
CREATE INDEX "Video_posterKey_idx" ON "Video"("posterKey");
-- allow index-blocks: the table holds a row a film, and nothing waits for it long
CREATE INDEX "Video_storyboardKey_idx" ON "Video"("storyboardKey");

-- CreateTable
CREATE TABLE "VideoWork" (
    "videoId" UUID NOT NULL,
    "work" VARCHAR(16) NOT NULL,
    "place" INTEGER NOT NULL,
    "state" VARCHAR(16) NOT NULL DEFAULT 'waiting',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claim" UUID,
    "problem" JSONB,
    "width" INTEGER,
    "height" INTEGER,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "VideoWork_pkey" PRIMARY KEY ("videoId", "work")
);

-- CreateTable
CREATE TABLE "VideoRendition" (
    "videoId" UUID NOT NULL,
    "rung" VARCHAR(16) NOT NULL,
    "mediaKey" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "playlist" TEXT NOT NULL,
    "seconds" DOUBLE PRECISION NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "codecs" TEXT NOT NULL,
    "frameRate" DOUBLE PRECISION NOT NULL,
    "peakBitsPerSecond" INTEGER NOT NULL,
    "averageBitsPerSecond" INTEGER NOT NULL,
    "encodingSeconds" DOUBLE PRECISION NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "VideoRendition_pkey" PRIMARY KEY ("videoId", "rung")
);

-- CreateIndex
CREATE INDEX "VideoRendition_mediaKey_idx" ON "VideoRendition"("mediaKey");

-- AddForeignKey
ALTER TABLE "VideoWork" ADD CONSTRAINT "VideoWork_videoId_fkey" FOREIGN KEY ("videoId") REFERENCES "Video"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VideoRendition" ADD CONSTRAINT "VideoRendition_videoId_fkey" FOREIGN KEY ("videoId") REFERENCES "Video"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VideoRendition" ADD CONSTRAINT "VideoRendition_mediaKey_fkey" FOREIGN KEY ("mediaKey") REFERENCES "Asset"("key") ON DELETE CASCADE ON UPDATE CASCADE;
