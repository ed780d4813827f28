-- Several addresses that were submitted at once, each with its own end.
CREATE TABLE "SubmissionBatch" (
  "id" UUID NOT NULL,
  "source" TEXT NOT NULL,
  "left" INTEGER NOT NULL DEFAULT 0,
  "userId" UUID,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "SubmissionBatch_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "SubmissionBatch_userId_idx" ON "SubmissionBatch"("userId");
ALTER TABLE "SubmissionBatch" ADD CONSTRAINT "SubmissionBatch_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id")
  ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "SubmissionBatchItem" (
  "batchId" UUID NOT NULL,
  "place" INTEGER NOT NULL,
  "url" TEXT NOT NULL,
  "submissionId" UUID,
  "joined" BOOLEAN NOT NULL DEFAULT false,
  "problem" JSONB,
  CONSTRAINT "SubmissionBatchItem_pkey" PRIMARY KEY ("batchId", "place")
);
CREATE INDEX "SubmissionBatchItem_submissionId_idx" ON "SubmissionBatchItem"("submissionId");
ALTER TABLE "SubmissionBatchItem" ADD CONSTRAINT "SubmissionBatchItem_batchId_fkey" FOREIGN KEY ("batchId")
  REFERENCES "SubmissionBatch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SubmissionBatchItem" ADD CONSTRAINT "SubmissionBatchItem_submissionId_fkey" FOREIGN KEY ("submissionId")
  REFERENCES "Submission"("id") ON DELETE SET NULL ON UPDATE CASCADE;
