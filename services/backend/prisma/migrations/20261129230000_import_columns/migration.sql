-- AlterTable
ALTER TABLE "CatalogueImport" ADD COLUMN     "columns" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "mapping" JSONB;
