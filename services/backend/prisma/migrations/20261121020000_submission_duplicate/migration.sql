-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "duplicate" BOOLEAN NOT NULL DEFAULT false;
