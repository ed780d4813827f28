-- Every listing has a room, and rooms are shown by when somebody spoke last: kept beside the number of the last message, so that the
-- list looks at no messages but those it shows. A trigger, so that backends of the release before keep it, too.
ALTER TABLE "Room" ADD COLUMN "spokenAt" TIMESTAMPTZ(3);

CREATE FUNCTION parlance_room_spoken() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
BEGIN
  NEW."spokenAt" := now();
  RETURN NEW;
END
$$;
CREATE TRIGGER parlance_room_spoken BEFORE UPDATE OF "lastSeq" ON "Room"
  FOR EACH ROW WHEN (NEW."lastSeq" > OLD."lastSeq") EXECUTE FUNCTION parlance_room_spoken();
-- allow whole-table: a row a listing, none of whose indexes is written
UPDATE "Room" r SET "spokenAt" = (SELECT m."createdAt" FROM "Message" m WHERE m."roomId" = r.id AND m.seq = r."lastSeq") WHERE r."lastSeq" > 0;
