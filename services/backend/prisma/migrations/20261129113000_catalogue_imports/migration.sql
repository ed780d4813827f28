-- CreateTable
CREATE TABLE "CatalogueImport" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "language" VARCHAR(8) NOT NULL,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "stage" TEXT NOT NULL DEFAULT 'check',
    "status" TEXT NOT NULL DEFAULT 'uploading',
    "records" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "report" JSONB,
    "failedLines" TEXT NOT NULL DEFAULT '',
    "fault" TEXT NOT NULL DEFAULT '',
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CatalogueImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CatalogueImportPart" (
    "importId" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "CatalogueImportPart_pkey" PRIMARY KEY ("importId","place")
);

-- CreateIndex
CREATE INDEX "CatalogueImport_createdAt_idx" ON "CatalogueImport"("createdAt" DESC);

-- CreateIndex
CREATE INDEX "CatalogueImport_createdById_idx" ON "CatalogueImport"("createdById");

-- AddForeignKey
ALTER TABLE "CatalogueImport" ADD CONSTRAINT "CatalogueImport_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CatalogueImportPart" ADD CONSTRAINT "CatalogueImportPart_importId_fkey" FOREIGN KEY ("importId") REFERENCES "CatalogueImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;
