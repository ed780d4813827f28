/**
 * Ids of listings near to one; `$1` its slug, `$2` how many of each. Looked for among the best known of its category, and of
 * its rarest tags; the more facets in common the nearer. No row where there is no such listing.
 */
export const relatedSql = `
  WITH this AS MATERIALIZED (SELECT id, "categoryId", facets FROM "Tool" WHERE slug = $1 AND status = 'published'),
  same AS MATERIALIZED (
    SELECT t.id, t.facets, t.views FROM this JOIN "Tool" t ON t."categoryId" = this."categoryId"
    WHERE t.status = 'published' AND t.id <> this.id ORDER BY t.views DESC LIMIT 200),
  rare AS (
    SELECT g.id FROM this, unnest(this.facets) AS f JOIN "Tag" g ON f ^@ 't:' AND g.slug = substr(f, 3)
    JOIN "CatalogueCount" k ON k.a = '' AND k.b = f ORDER BY k.count, g.id LIMIT 3),
  others AS MATERIALIZED (
    SELECT DISTINCT t.id, t.facets, t.views FROM this CROSS JOIN rare
    JOIN LATERAL (SELECT "toolId" FROM "ToolTag" tt WHERE tt."tagId" = rare.id LIMIT 200) l ON true
    JOIN "Tool" t ON t.id = l."toolId"
    WHERE t.status = 'published' AND t.id <> this.id AND t."categoryId" IS DISTINCT FROM this."categoryId")
  SELECT
    ARRAY(SELECT s.id FROM same s ORDER BY
      cardinality(ARRAY(SELECT unnest(s.facets) INTERSECT SELECT unnest(this.facets))) DESC, s.views DESC, s.id LIMIT $2)
      AS alternatives,
    ARRAY(SELECT o.id FROM others o ORDER BY
      cardinality(ARRAY(SELECT unnest(o.facets) INTERSECT SELECT unnest(this.facets))) DESC, o.views DESC, o.id LIMIT $2)
      AS related
  FROM this`
