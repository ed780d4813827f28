/**
 * What is kept about a person, a query for each part of their archive; `person` is them: id and email. Hashes, secrets and keys
 * are left out, and so are words of others.
 */
export const personParts: Readonly<Record<string, string>> = {
  account: `
    SELECT u.id, u.email, u.name, u.role, u.language, u."createdAt", u."updatedAt", u."lastSeenAt", u."disabledAt",
           u."passwordHash" IS NOT NULL AS password, f."confirmedAt" AS "secondFactorSince"
      FROM "User" u LEFT JOIN "SecondFactor" f ON f."userId" = u.id WHERE u.id = (SELECT id FROM person)`,
  sessions: `
    SELECT id, "userAgent", ip, "createdAt", "lastUsedAt", "expiresAt", "revokedAt", "revokedReason", "secondFactor"
      FROM "Session" WHERE "userId" = (SELECT id FROM person) ORDER BY id`,
  passkeys: `
    SELECT id, name, transports, "createdAt", "lastUsedAt"
      FROM "Passkey" WHERE "userId" = (SELECT id FROM person) ORDER BY id`,
  tokens: `
    SELECT id, name, prefix, scopes, "createdAt", "lastUsedAt", "expiresAt", "revokedAt"
      FROM "ApiToken" WHERE "userId" = (SELECT id FROM person) ORDER BY id`,
  messages: `
    SELECT m.id, r.slug AS room, m.seq, m.language, m.body, m."authorName", m."createdAt", m."editedAt", m."deletedAt"
      FROM "Message" m JOIN "Room" r ON r.id = m."roomId" WHERE m."authorId" = (SELECT id FROM person) ORDER BY m.id`,
  'rooms-read': `
    SELECT r.slug AS room, p.seq, p."updatedAt"
      FROM "RoomRead" p JOIN "Room" r ON r.id = p."roomId" WHERE p."userId" = (SELECT id FROM person) ORDER BY r.slug`,
  mutes: `
    SELECT m.id, r.slug AS room, m.until, m.reason, m."createdAt"
      FROM "RoomMute" m LEFT JOIN "Room" r ON r.id = m."roomId" WHERE m."userId" = (SELECT id FROM person) ORDER BY m.id`,
  submissions: `
    SELECT s.id, s.url, s.language, s.status, s.duplicate, s.problem, t.slug AS listing, s."createdAt", s."finishedAt"
      FROM "Submission" s LEFT JOIN "Tool" t ON t.id = s."toolId" WHERE s."userId" = (SELECT id FROM person) ORDER BY s.id`,
  'submitted-lists': `
    SELECT b.id, b.source, b."createdAt", i.place, i.url, i.problem
      FROM "SubmissionBatch" b JOIN "SubmissionBatchItem" i ON i."batchId" = b.id
     WHERE b."userId" = (SELECT id FROM person) ORDER BY b.id, i.place`,
  listings: `
    SELECT t.slug, t.url, t.name, t.status, t."statusReason", t.pricing, t."sourceLanguage", t."publishedAt", t."updatedAt",
           (SELECT json_object_agg(x.language, json_build_object('tagline', x.tagline, 'description', x.description)
                     ORDER BY x.language)
              FROM "ToolTranslation" x WHERE x."toolId" = t.id) AS texts
      FROM "Tool" t
     WHERE t.id IN (SELECT "toolId" FROM "Submission" WHERE "userId" = (SELECT id FROM person) AND NOT duplicate)
     ORDER BY t.slug`,
  reports: `
    SELECT p.id, t.slug AS listing, p."messageId" AS message, p.reason, p.note, p.status, p."createdAt", p."resolvedAt"
      FROM "Report" p LEFT JOIN "Tool" t ON t.id = p."toolId" WHERE p."reporterId" = (SELECT id FROM person) ORDER BY p.id`,
  invitations: `
    SELECT id, email, role, "createdAt", "expiresAt", "acceptedAt", "revokedAt"
      FROM "Invitation" WHERE "invitedById" = (SELECT id FROM person) OR email = (SELECT email FROM person) ORDER BY id`,
  'account-letters': `
    SELECT id, kind, name, language, "createdAt", "expiresAt", "usedAt"
      FROM "AccountRequest" WHERE email = (SELECT email FROM person) ORDER BY id`,
  imports: `
    SELECT id, name, language, bytes, stage, status, records, failed, "createdAt"
      FROM "CatalogueImport" WHERE "createdById" = (SELECT id FROM person) ORDER BY id`,
  videos: `
    SELECT v.id, t.slug AS listing, v.name, v.state, v.problem, v.bytes, v.sha256, v."createdAt",
           (SELECT json_agg(c.language ORDER BY c.language) FROM "Caption" c WHERE c."videoId" = v.id AND c.origin <> 'machine') AS captions
      FROM "Video" v JOIN "Tool" t ON t.id = v."toolId" WHERE v."ownerId" = (SELECT id FROM person) ORDER BY v.id`,
  acts: `
    SELECT id, action, "subjectType", "subjectId", detail, ip, "createdAt"
      FROM "AuditEvent" WHERE "actorId" = (SELECT id FROM person) ORDER BY id`,
}
