-- CreateEnum
CREATE TYPE "AccountRequestKind" AS ENUM ('sign_up', 'reset');

-- CreateTable
CREATE TABLE "AccountRequest" (
    "id" UUID NOT NULL,
    "kind" "AccountRequestKind" NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "passwordHash" TEXT NOT NULL DEFAULT '',
    "language" VARCHAR(8) NOT NULL DEFAULT 'en',
    "hash" TEXT,
    "guestId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AccountRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "AccountRequest_hash_key" ON "AccountRequest"("hash");

-- CreateIndex
CREATE INDEX "AccountRequest_email_idx" ON "AccountRequest"("email");

-- CreateIndex
CREATE INDEX "AccountRequest_expiresAt_idx" ON "AccountRequest"("expiresAt");
