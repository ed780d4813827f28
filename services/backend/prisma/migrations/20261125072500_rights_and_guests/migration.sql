-- Guests who never wrote are found by their age.
CREATE INDEX "User_role_createdAt_idx" ON "User"("role", "createdAt");

-- Backends hear of rights that changed, whoever changed them. The words are of the channel parlance_rights: a user's id.
CREATE FUNCTION "parlance_tell_user_rights"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('parlance_rights', OLD.id::text);
  RETURN NULL;
END $$;

CREATE FUNCTION "parlance_tell_session_rights"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('parlance_rights', OLD."userId"::text);
  RETURN NULL;
END $$;

CREATE TRIGGER "User_rights_changed" AFTER UPDATE OF "role", "disabledAt" ON "User" FOR EACH ROW
  WHEN (OLD."role" IS DISTINCT FROM NEW."role" OR OLD."disabledAt" IS DISTINCT FROM NEW."disabledAt")
  EXECUTE FUNCTION "parlance_tell_user_rights"();
CREATE TRIGGER "User_rights_gone" AFTER DELETE ON "User" FOR EACH ROW
  EXECUTE FUNCTION "parlance_tell_user_rights"();
CREATE TRIGGER "Session_rights_changed" AFTER UPDATE OF "revokedAt" ON "Session" FOR EACH ROW
  WHEN (OLD."revokedAt" IS DISTINCT FROM NEW."revokedAt")
  EXECUTE FUNCTION "parlance_tell_session_rights"();
CREATE TRIGGER "Session_rights_gone" AFTER DELETE ON "Session" FOR EACH ROW
  EXECUTE FUNCTION "parlance_tell_session_rights"();
