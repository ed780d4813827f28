-- AlterTable
ALTER TABLE "Category" ADD COLUMN     "keywords" TEXT[];

-- AlterTable
ALTER TABLE "ScrapeRun" ADD COLUMN     "findings" JSONB;

-- AlterTable
ALTER TABLE "Tag" ADD COLUMN     "keywords" TEXT[];

-- AlterTable
ALTER TABLE "Tool" ADD COLUMN     "author" TEXT,
ADD COLUMN     "pageDate" TIMESTAMPTZ(3),
ADD COLUMN     "price" JSONB,
ADD COLUMN     "profiles" TEXT[];

-- AlterTable
ALTER TABLE "ToolTranslation" ADD COLUMN     "questions" JSONB NOT NULL DEFAULT '[]';
