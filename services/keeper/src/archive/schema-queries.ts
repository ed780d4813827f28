/** Schemas that are the site's own: not PostgreSQL's. */
const own = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`
/** Objects that belong to an extension come with it. */
const notOf = (catalogue: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`
const ownClass = `${own} AND ${notOf('pg_class', 'c.oid')}`

/** What exists that the statements below do not make: a row each, in words. */
export const unsupportedSql = `
  SELECT format('%s %I.%I', CASE c.relkind WHEN 'v' THEN 'the view' WHEN 'm' THEN 'the materialized view'
                WHEN 'f' THEN 'the foreign table' ELSE 'the type' END, n.nspname, c.relname) AS what
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE ${ownClass} AND c.relkind IN ('v', 'm', 'f', 'c')
  UNION ALL
  SELECT format('the type %I.%I', n.nspname, t.typname) FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
   WHERE ${own} AND t.typtype IN ('d', 'r') AND ${notOf('pg_type', 't.oid')}
  UNION ALL
  SELECT format('row security of %I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE ${ownClass} AND c.relrowsecurity
  UNION ALL
  SELECT format('inheritance of %I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE ${ownClass} AND c.relkind = 'r' AND NOT c.relispartition AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid)
  UNION ALL
  SELECT format('the aggregate %s', p.oid::regprocedure) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE ${own} AND p.prokind IN ('a', 'w') AND ${notOf('pg_proc', 'p.oid')}
  UNION ALL
  SELECT format('the text search template %I.%I', n.nspname, t.tmplname) FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace
   WHERE ${own} AND ${notOf('pg_ts_template', 't.oid')}
  UNION ALL
  SELECT format('the collation %I.%I', n.nspname, t.collname) FROM pg_collation t JOIN pg_namespace n ON n.oid = t.collnamespace
   WHERE ${own} AND ${notOf('pg_collation', 't.oid')}
  ORDER BY 1`

const sequenceOptions = `format('INCREMENT %s MINVALUE %s MAXVALUE %s START %s CACHE %s%s',
  s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache, CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END)`

const column = `format('%I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
  CASE WHEN a.attcollation <> t.typcollation AND a.attcollation <> 0 THEN
    (SELECT format(' COLLATE %I.%I', cn.nspname, co.collname) FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = a.attcollation)
  ELSE '' END,
  CASE WHEN a.attgenerated = 's' THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(d.adbin, d.adrelid))
       WHEN a.attidentity <> '' THEN (
         SELECT format(' GENERATED %s AS IDENTITY (SEQUENCE NAME %I.%I %s)', CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END,
                       qn.nspname, q.relname, ${sequenceOptions})
           FROM pg_depend x JOIN pg_class q ON q.oid = x.objid AND q.relkind = 'S' JOIN pg_namespace qn ON qn.oid = q.relnamespace
           JOIN pg_sequence s ON s.seqrelid = q.oid
          WHERE x.refclassid = 'pg_class'::regclass AND x.classid = 'pg_class'::regclass AND x.refobjid = a.attrelid AND x.refobjsubid = a.attnum AND x.deptype = 'i')
       WHEN d.oid IS NOT NULL THEN format(' DEFAULT %s', pg_get_expr(d.adbin, d.adrelid)) ELSE '' END,
  CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END)`

/** Schemas, extensions, dictionaries, types, functions, sequences, tables: a statement a row. */
export const partsSql = `
  SELECT statement FROM (
    SELECT 1 AS part, n.nspname::text AS name, format('CREATE SCHEMA IF NOT EXISTS %I', n.nspname) AS statement FROM pg_namespace n WHERE ${own}
    UNION ALL
    SELECT 2, x.extname, format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', x.extname, n.nspname)
      FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
    UNION ALL
    SELECT 3, t.oid::regtype::text, format('CREATE TYPE %I.%I AS ENUM (%s)', n.nspname, t.typname,
           (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid))
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE ${own} AND t.typtype = 'e' AND ${notOf('pg_type', 't.oid')}
    UNION ALL
    SELECT 2.5, t.oid::regdictionary::text, format('CREATE TEXT SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I%s)', n.nspname, t.dictname, mn.nspname, m.tmplname, ', ' || t.dictinitoption)
      FROM pg_ts_dict t JOIN pg_namespace n ON n.oid = t.dictnamespace JOIN pg_ts_template m ON m.oid = t.dicttemplate JOIN pg_namespace mn ON mn.oid = m.tmplnamespace
     WHERE ${own} AND ${notOf('pg_ts_dict', 't.oid')}
    UNION ALL
    SELECT 3, 'words ' || t.oid::regconfig::text, format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, t.cfgname, pn.nspname, p.prsname)
      FROM pg_ts_config t JOIN pg_namespace n ON n.oid = t.cfgnamespace JOIN pg_ts_parser p ON p.oid = t.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
     WHERE ${own} AND ${notOf('pg_ts_config', 't.oid')}
    UNION ALL
    SELECT 3, 'words ' || t.oid::regconfig::text || ' ' || k.alias, format('ALTER TEXT SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %I WITH %s', n.nspname, t.cfgname, k.alias,
           (SELECT string_agg(format('%I.%I', dn.nspname, d.dictname), ', ' ORDER BY m.mapseqno)
              FROM pg_ts_config_map m JOIN pg_ts_dict d ON d.oid = m.mapdict JOIN pg_namespace dn ON dn.oid = d.dictnamespace
             WHERE m.mapcfg = t.oid AND m.maptokentype = k.tokid))
      FROM pg_ts_config t JOIN pg_namespace n ON n.oid = t.cfgnamespace CROSS JOIN LATERAL ts_token_type(t.cfgparser) k
     WHERE ${own} AND ${notOf('pg_ts_config', 't.oid')} AND EXISTS (SELECT FROM pg_ts_config_map m WHERE m.mapcfg = t.oid AND m.maptokentype = k.tokid)
    UNION ALL
    SELECT 4, p.oid::regprocedure::text, pg_get_functiondef(p.oid)
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${own} AND p.prokind IN ('f', 'p') AND ${notOf('pg_proc', 'p.oid')}
    UNION ALL
    SELECT 5, c.oid::regclass::text, format('CREATE SEQUENCE %I.%I AS %s %s', n.nspname, c.relname, format_type(s.seqtypid, NULL), ${sequenceOptions})
      FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE ${ownClass} AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'i')
    UNION ALL
    SELECT 6, c.oid::regclass::text, format('CREATE %sTABLE %I.%I (%s)%s%s', CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END, n.nspname, c.relname,
           (SELECT string_agg(${column}, ', ' ORDER BY a.attnum)
              FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
           CASE WHEN c.relkind = 'p' THEN ' PARTITION BY ' || pg_get_partkeydef(c.oid) ELSE '' END,
           CASE WHEN c.reloptions IS NULL THEN '' ELSE format(' WITH (%s)', array_to_string(c.reloptions, ', ')) END)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${ownClass} AND c.relkind IN ('r', 'p')
  ) AS parts ORDER BY part, name COLLATE "C"`

/** Constraints, indexes, partitions, statistics, foreign keys, triggers: a statement a row. */
export const indexesSql = `
  SELECT statement FROM (
    SELECT 1 AS part, c.oid::regclass::text || k.conname AS name, format('ALTER TABLE %s%I.%I ADD CONSTRAINT %I %s', CASE c.relkind WHEN 'p' THEN 'ONLY ' ELSE '' END, n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)) AS statement
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${ownClass} AND k.contype IN ('p', 'u', 'c', 'x')
    UNION ALL
    SELECT 2, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE ${ownClass} AND c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    UNION ALL
    SELECT 3, c.oid::regclass::text, format('ALTER TABLE %s ATTACH PARTITION %I.%I %s', h.inhparent::regclass, n.nspname, c.relname, pg_get_expr(c.relpartbound, c.oid))
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_inherits h ON h.inhrelid = c.oid WHERE ${ownClass} AND c.relispartition AND c.relkind IN ('r', 'p')
    UNION ALL
    SELECT 4, c.oid::regclass::text, format('ALTER SEQUENCE %I.%I OWNED BY %s.%I', n.nspname, c.relname, x.refobjid::regclass, a.attname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_depend x ON x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'a' AND x.refclassid = 'pg_class'::regclass AND x.refobjsubid > 0
      JOIN pg_attribute a ON a.attrelid = x.refobjid AND a.attnum = x.refobjsubid WHERE ${ownClass} AND c.relkind = 'S'
    UNION ALL
    SELECT 5, s.stxname, pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE ${own}
    UNION ALL
    SELECT 6, c.oid::regclass::text || k.conname, format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid))
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${ownClass} AND k.contype = 'f' AND k.conparentid = 0
    UNION ALL
    SELECT 7, c.oid::regclass::text || t.tgname, pg_get_triggerdef(t.oid)
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${ownClass} AND NOT t.tgisinternal AND t.tgparentid = 0
  ) AS parts ORDER BY part, name COLLATE "C"`
