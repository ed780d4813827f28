-- Pages of listings are read again and again: what was read, what has changed, and which cannot be read any more.
ALTER TABLE "Tool" ADD COLUMN "unreachableSince" TIMESTAMPTZ(3);

CREATE TABLE "PageVisit" (
  "toolId" UUID NOT NULL,
  "version" JSONB,
  "facts" JSONB,
  "lastAt" TIMESTAMPTZ(3),
  "outcome" TEXT NOT NULL DEFAULT '',
  "problem" JSONB,
  "failedDays" INTEGER NOT NULL DEFAULT 0,
  "lastFailedAt" TIMESTAMPTZ(3),
  CONSTRAINT "PageVisit_pkey" PRIMARY KEY ("toolId")
);
CREATE INDEX "PageVisit_lastAt_idx" ON "PageVisit"("lastAt");
ALTER TABLE "PageVisit" ADD CONSTRAINT "PageVisit_toolId_fkey" FOREIGN KEY ("toolId") REFERENCES "Tool"("id")
  ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TYPE "PageChangeStatus" AS ENUM ('open', 'applied', 'dismissed');
CREATE TABLE "PageChange" (
  "id" UUID NOT NULL,
  "toolId" UUID NOT NULL,
  "status" "PageChangeStatus" NOT NULL DEFAULT 'open',
  "suspicion" TEXT NOT NULL DEFAULT '',
  "before" JSONB,
  "after" JSONB,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "settledAt" TIMESTAMPTZ(3),
  CONSTRAINT "PageChange_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "PageChange_status_id_idx" ON "PageChange"("status", "id");
CREATE INDEX "PageChange_toolId_idx" ON "PageChange"("toolId");
ALTER TABLE "PageChange" ADD CONSTRAINT "PageChange_toolId_fkey" FOREIGN KEY ("toolId") REFERENCES "Tool"("id")
  ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "VisitRound" (
  "at" TIMESTAMPTZ(3) NOT NULL,
  "visits" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "VisitRound_pkey" PRIMARY KEY ("at")
);

-- Readers are told since when the page of a listing does not answer: what was kept of it is dropped.
CREATE TRIGGER parlance_catalogue_reachable AFTER UPDATE OF "unreachableSince" ON "Tool"
  FOR EACH STATEMENT EXECUTE FUNCTION parlance_catalogue_changed();
