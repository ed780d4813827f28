-- Listings by the host of their page: those of one host, and, read backwards, those of a host and all below it.
-- allow index-blocks: a row a listing, a tenth of a second
CREATE INDEX "Tool_host_idx" ON "Tool" (lower(split_part(split_part(split_part("canonicalUrl", '://', 2), '/', 1), ':', 1)), id);
-- allow index-blocks: as above
CREATE INDEX "Tool_host_backwards_idx" ON "Tool" (reverse(lower(split_part(split_part(split_part(url, '://', 2), '/', 1), ':', 1))) COLLATE "C");

-- What became of one thing, and what was done of one kind, the newest first.
-- allow index-blocks: a row a change that somebody made, a tenth of a second
CREATE INDEX "AuditEvent_subjectId_id_idx" ON "AuditEvent"("subjectId", "id" DESC);
-- allow index-blocks: as above
CREATE INDEX "AuditEvent_action_id_idx" ON "AuditEvent"("action", "id" DESC);
