-- What a listing can be, beside published: it waits, is hidden, gone, or leads to another.
ALTER TYPE "ToolStatus" ADD VALUE 'pending';
ALTER TYPE "ToolStatus" ADD VALUE 'deleted';
ALTER TYPE "ToolStatus" ADD VALUE 'merged';

ALTER TABLE "Tool" ADD COLUMN "statusReason" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "mergedIntoId" UUID;
CREATE INDEX "Tool_status_id_idx" ON "Tool"("status", "id");
CREATE INDEX "Tool_mergedIntoId_idx" ON "Tool"("mergedIntoId");
ALTER TABLE "Tool" ADD CONSTRAINT "Tool_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Tool"("id")
  ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "ToolTranslation" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "sourceTexts" JSONB;
ALTER TABLE "Category" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Tag" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;

-- What rows were and became: by it a change is undone.
ALTER TABLE "AuditEvent" ADD COLUMN "changes" JSONB, ADD COLUMN "undoneAt" TIMESTAMPTZ(3), ADD COLUMN "undoesId" UUID;

CREATE TABLE "HostBlock" (
  "host" TEXT NOT NULL,
  "reason" TEXT NOT NULL DEFAULT '',
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "HostBlock_pkey" PRIMARY KEY ("host")
);

CREATE TYPE "ReportStatus" AS ENUM ('open', 'resolved', 'dismissed');
CREATE TABLE "Report" (
  "id" UUID NOT NULL,
  "toolId" UUID,
  "messageId" UUID,
  "reason" TEXT NOT NULL,
  "note" TEXT NOT NULL DEFAULT '',
  "status" "ReportStatus" NOT NULL DEFAULT 'open',
  "reporterId" UUID,
  "resolvedById" UUID,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "resolvedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Report_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Report_status_id_idx" ON "Report"("status", "id");
CREATE INDEX "Report_toolId_idx" ON "Report"("toolId");
CREATE INDEX "Report_messageId_idx" ON "Report"("messageId");
ALTER TABLE "Report" ADD CONSTRAINT "Report_toolId_fkey" FOREIGN KEY ("toolId") REFERENCES "Tool"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Report" ADD CONSTRAINT "Report_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Report" ADD CONSTRAINT "Report_reporterId_fkey" FOREIGN KEY ("reporterId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Report" ADD CONSTRAINT "Report_resolvedById_fkey" FOREIGN KEY ("resolvedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "Setting" (
  "key" TEXT NOT NULL,
  "value" JSONB NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);
