-- Each room counts its changes, so that a reader, or another backend, asks for what came after the last one it saw.
ALTER TABLE "Room" ADD COLUMN "lastChange" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Message" ADD COLUMN "change" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "MessageTranslation" ADD COLUMN "change" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "MessageTranslation" ADD COLUMN "roomId" UUID;

UPDATE "Message" SET "change" = "seq";
UPDATE "Room" SET "lastChange" = "lastSeq";
UPDATE "MessageTranslation" t SET "roomId" = m."roomId", "change" = m."seq" FROM "Message" m WHERE m."id" = t."messageId";
ALTER TABLE "MessageTranslation" ALTER COLUMN "roomId" SET NOT NULL;

CREATE INDEX "Message_roomId_change_idx" ON "Message"("roomId", "change");
CREATE INDEX "MessageTranslation_roomId_change_idx" ON "MessageTranslation"("roomId", "change");

-- How far somebody has read.
CREATE TABLE "RoomRead" (
    "roomId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoomRead_pkey" PRIMARY KEY ("userId","roomId")
);
CREATE INDEX "RoomRead_roomId_idx" ON "RoomRead"("roomId");
ALTER TABLE "RoomRead" ADD CONSTRAINT "RoomRead_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "RoomRead" ADD CONSTRAINT "RoomRead_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
