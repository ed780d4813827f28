import { describe, expect, test } from 'vitest'
import { lintMigration } from '../../../src/production/migrations/lint-migration.ts'

const name = '20270101000000_example'
const rulesOf = async (sql: string, migration = name) =>
  (await lintMigration(migration, sql)).map(({ rule, trouble }) => `${trouble} ${rule}`)

// What each does is said by PostgreSQL's manual (ALTER TABLE, CREATE INDEX, explicit locking), and by the rules of Squawk and
// strong_migrations, which judge the same statements alike.
describe('a statement in a migration that runs beside a version which serves', () => {
  test.each<[string, string[]]>([
    // What takes away from the running version.
    ['DROP TABLE "Tool"', ['contract drop-table']],
    ['DROP TABLE IF EXISTS "Tool" CASCADE', ['contract drop-table']],
    ['ALTER TABLE "Tool" DROP COLUMN "name"', ['contract drop-column']],
    [
      'ALTER TABLE "Tool" DROP COLUMN IF EXISTS "a", DROP COLUMN "b"',
      ['contract drop-column', 'contract drop-column'],
    ],
    ['DROP VIEW "v"', ['contract drop-object']],
    ['DROP TYPE "ToolStatus"', ['contract drop-object']],
    ['DROP FUNCTION f(int)', ['contract drop-object']],
    ['DROP TRIGGER t ON "Tool"', ['contract drop-object']],
    ['ALTER TABLE "Tool" RENAME COLUMN "name" TO "title"', ['contract rename']],
    ['ALTER TABLE "Tool" RENAME TO "Listing"', ['contract rename']],
    ['ALTER TYPE "ToolStatus" RENAME TO "State"', ['contract rename']],
    [`ALTER TYPE "ToolStatus" RENAME VALUE 'gone' TO 'deleted'`, ['contract rename-value']],
    ['ALTER TABLE "Tool" SET SCHEMA other', ['contract move-schema']],
    ['ALTER TABLE "Tool" ALTER COLUMN "views" TYPE bigint', ['contract change-type']],
    ['ALTER TABLE "Tool" ALTER COLUMN "name" TYPE text USING lower("name")', ['contract change-type']],
    ['ALTER TABLE "Tool" ALTER COLUMN "name" SET NOT NULL', ['contract set-not-null']],
    ['ALTER TABLE "Tool" ALTER COLUMN "name" DROP NOT NULL', ['contract drop-not-null']],
    ['ALTER TABLE "Tool" ALTER COLUMN "name" DROP DEFAULT', ['contract drop-default']],
    ['ALTER TABLE "Tool" ADD COLUMN "c" TEXT NOT NULL', ['contract required-column']],
    ['TRUNCATE "Tool"', ['contract truncate']],
    // What makes others wait.
    ['CREATE INDEX i ON "Tool"("name")', ['blocks index-blocks']],
    ['CREATE UNIQUE INDEX i ON "Tool"("name")', ['blocks index-blocks']],
    ['CREATE INDEX IF NOT EXISTS i ON "Tool" USING gin (("x"))', ['blocks index-blocks']],
    ['DROP INDEX i', ['blocks drop-index-blocks']],
    ['REINDEX TABLE "Tool"', ['blocks reindex-blocks']],
    [
      'CREATE INDEX CONCURRENTLY i ON "Tool"("name"); ALTER TABLE "Tool" ADD COLUMN "c" TEXT',
      ['blocks concurrently-alone'],
    ],
    [
      'ALTER TABLE "Tool" ADD CONSTRAINT k FOREIGN KEY ("a") REFERENCES "User"("id")',
      ['blocks foreign-key-valid'],
    ],
    ['ALTER TABLE "Tool" ADD COLUMN "a" UUID REFERENCES "User"("id")', ['blocks foreign-key-valid']],
    ['ALTER TABLE "Tool" ADD CONSTRAINT k CHECK ("a" > 0)', ['blocks check-valid']],
    [
      'ALTER TABLE "Tool" ADD CONSTRAINT k CHECK ("a" > 0) NOT VALID; ALTER TABLE "Tool" VALIDATE CONSTRAINT k',
      ['blocks validate-apart'],
    ],
    ['ALTER TABLE "Tool" ADD CONSTRAINT k UNIQUE ("a")', ['blocks unique-blocks']],
    ['ALTER TABLE "Tool" ADD PRIMARY KEY ("a")', ['blocks unique-blocks']],
    ['ALTER TABLE "Tool" ADD COLUMN "a" TEXT UNIQUE', ['blocks unique-blocks']],
    ['ALTER TABLE "Tool" ADD EXCLUDE USING gist ("a" WITH &&)', ['blocks exclusion-blocks']],
    [
      'ALTER TABLE "Tool" ADD COLUMN "id2" UUID NOT NULL DEFAULT gen_random_uuid()',
      ['blocks volatile-default'],
    ],
    ['ALTER TABLE "Tool" ADD COLUMN "n" DOUBLE PRECISION DEFAULT random() * 2', ['blocks volatile-default']],
    ['ALTER TABLE "Tool" ADD COLUMN "n" BIGSERIAL', ['blocks volatile-default']],
    ['ALTER TABLE "Tool" ADD COLUMN "n" INT GENERATED ALWAYS AS IDENTITY', ['blocks volatile-default']],
    [
      'ALTER TABLE "Tool" ADD COLUMN "w" TEXT GENERATED ALWAYS AS (lower("name")) STORED',
      ['blocks generated-column'],
    ],
    ['ALTER TABLE "Tool" SET UNLOGGED', ['blocks rewrite']],
    ['ALTER TABLE "Tool" SET TABLESPACE fast', ['blocks rewrite']],
    ['CLUSTER "Tool" USING i', ['blocks rewrite']],
    ['VACUUM FULL "Tool"', ['blocks rewrite']],
    ['LOCK TABLE "Tool" IN ACCESS EXCLUSIVE MODE', ['blocks lock']],
    ['REFRESH MATERIALIZED VIEW v', ['blocks refresh-blocks']],
    ['UPDATE "Tool" SET "views" = 0', ['blocks whole-table']],
    ['DELETE FROM "Tool"', ['blocks whole-table']],
    // What cannot be judged.
    ['DO $$ BEGIN EXECUTE \'DROP TABLE "Tool"\'; END $$', ['unclear dynamic']],
    ['ALTER TABLE "Tool" DISABLE TRIGGER ALL', ['unclear triggers']],
    ['ALTER TABEL "Tool" ADD COLUMN x INT', ['unclear syntax']],
    // What nobody notices.
    ['ALTER TABLE "Tool" ADD COLUMN "c" TEXT', []],
    [`ALTER TABLE "Tool" ADD COLUMN "c" TEXT NOT NULL DEFAULT ''`, []],
    ['ALTER TABLE "Tool" ADD COLUMN "c" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP', []],
    ['ALTER TABLE "Tool" ADD COLUMN "c" TIMESTAMPTZ NOT NULL DEFAULT now()', []],
    [`ALTER TABLE "Tool" ALTER COLUMN "c" SET DEFAULT 'x'`, []],
    [`ALTER TYPE "ToolStatus" ADD VALUE 'asleep'`, []],
    ['CREATE INDEX CONCURRENTLY i ON "Tool"("name")', []],
    ['DROP INDEX CONCURRENTLY i', []],
    ['ALTER INDEX i RENAME TO j', []],
    ['ALTER TABLE "Tool" DROP CONSTRAINT k', []],
    ['ALTER TABLE "Tool" ADD CONSTRAINT k FOREIGN KEY ("a") REFERENCES "User"("id") NOT VALID', []],
    ['ALTER TABLE "Tool" VALIDATE CONSTRAINT k', []],
    ['ALTER TABLE "Tool" ADD CONSTRAINT k UNIQUE USING INDEX i', []],
    ['CREATE TABLE "T" ("id" UUID PRIMARY KEY, "n" BIGSERIAL UNIQUE); CREATE INDEX i ON "T"("n")', []],
    [
      'CREATE TABLE "T" (a INT); ALTER TABLE "T" ADD FOREIGN KEY (a) REFERENCES "User"(id); INSERT INTO "T" VALUES (1); UPDATE "T" SET a = 2',
      [],
    ],
    ['UPDATE "Tool" SET "views" = 0 WHERE "id" = 1', []],
    ['CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS $$ DROP TABLE x; SELECT 1 $$', []],
    [`COMMENT ON TABLE "Tool" IS 'DROP TABLE "Tool"; TRUNCATE "Tool"'`, []],
    ['', []],
    ['-- only words', []],
  ])('%s', async (sql, expected) => {
    expect(await rulesOf(sql)).toEqual(expected)
  })
})

test('what takes away is right in a migration that says so by its name, and blocks there too', async () => {
  const contract = '20270101000000_old_names_contract'
  expect(await rulesOf('ALTER TABLE "Tool" DROP COLUMN "name"; DROP TABLE "T"', contract)).toEqual([])
  expect(await rulesOf('CREATE INDEX i ON "Tool"("name")', contract)).toEqual(['blocks index-blocks'])
})

test('a finding has its line, also after signs of several bytes, and says what to write', async () => {
  const sql = `-- Größe ändert sich: 日本語\nALTER TABLE "Tool" ADD COLUMN "größe" INT;\n\n/* and\n   then */\nCREATE INDEX i\n  ON "Tool"("größe");\n`
  expect(await lintMigration(name, sql)).toEqual([
    {
      line: 6,
      rule: 'index-blocks',
      trouble: 'blocks',
      what: expect.stringContaining('nobody writes'),
      instead: expect.stringContaining('CONCURRENTLY'),
    },
  ])
})

test('an allowance is for the statement that follows, and for its rule alone', async () => {
  const sql = `-- allow index-blocks: the table has seven rows\nCREATE INDEX i ON "Language"("name");\nCREATE INDEX j ON "Language"("name");\n-- allow index-blocks: no\nDROP INDEX k;`
  expect(await rulesOf(sql)).toEqual(['blocks index-blocks', 'blocks drop-index-blocks'])
})
