-- The sign of how well known a listing is says each doubling of its readers ("#q:13"), and not every second one: a question which
-- thousands match reads twice as many of the best known as it needs at most, and not five times as many. It has a name of its own,
-- so that a backend of before finds no sign that it reads wrongly; that one looks through all then.
CREATE OR REPLACE FUNCTION parlance_known_sign(quality int) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN quality >= 10 THEN ARRAY['#q:' || quality / 10] ELSE ARRAY[]::text[] END
$$;

-- Documents that are there are made anew by the backend, a batch after the other. As long as one waits, questions are answered from
-- all that match.
INSERT INTO "SearchPending" ("toolId") SELECT id FROM "Tool" ORDER BY id ON CONFLICT DO NOTHING;
