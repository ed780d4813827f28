/**
 * What a copy of the site for others to see has of each table. A table or, of one that holds people, a column that is not named
 * here stops the copy: nobody's data goes along because somebody forgot it.
 */
export type CopyRule =
  /** Nothing of it. */
  | 'empty'
  /** Its rows, or those that `where` says. */
  | { readonly keep: 'all' | `where ${string}`; readonly replaced?: Readonly<Record<string, string>> }
  /** Each column that is copied, as an expression; the others have their defaults. */
  | { readonly rows: 'all' | `where ${string}`; readonly columns: Readonly<Record<string, string>> }

/** Columns of a table with people that are copied as they are. */
const same = (...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `"${name}"`]))

const published = `(SELECT id FROM "Tool" WHERE status = 'published')`
/** Rooms that anybody may read: not of a listing that is not public, not archived. */
const openRooms = `(SELECT id FROM "Room" WHERE "archivedAt" IS NULL AND ("toolId" IS NULL OR "toolId" IN ${published}))`
/** E-mail addresses in words of people, as one writes them. */
const masked = (column: string) =>
  `regexp_replace(${column}, '[^[:space:]@<>(),;:"]+@[^[:space:]@<>(),;:"]+', 'someone@example.org', 'g')`
/** The same person is the same name everywhere. */
const nameOf = (id: string) => `'Person ' || upper(substr(md5(${id}::text), 1, 6))`

export const copyRules: Readonly<Record<string, CopyRule>> = {
  // The catalogue, as visitors see it.
  Language: { keep: 'all' },
  Category: { keep: 'all' },
  CategoryTranslation: { keep: 'all' },
  Tag: { keep: 'all' },
  TagTranslation: { keep: 'all' },
  Tool: { keep: `where status = 'published'`, replaced: { statusReason: `''`, mergedIntoId: 'NULL' } },
  ToolTag: { keep: `where "toolId" IN ${published}` },
  ToolTranslation: { keep: `where "toolId" IN ${published}` },
  Asset: {
    keep: `where coalesce("renditionOf", key) IN (SELECT unnest(ARRAY["logoKey", "screenshotKey", "previewKey"]) FROM "Tool" WHERE status = 'published')`,
  },
  CatalogueCount: { keep: 'all' },
  SearchDocument: { keep: `where "toolId" IN ${published}` },
  SearchWord: {
    keep: `where (language, word) IN (SELECT language, unnest(lexemes) FROM "SearchDocument" WHERE "toolId" IN ${published})`,
  },
  // Documents that are on their way; words of those that others do not see are counted with theirs.
  SearchPending: { keep: `where "toolId" IN ${published}` },
  GlossaryTerm: { keep: 'all' },
  // Films stay where they are: what is said in them is nothing without them.
  Video: 'empty',
  Caption: 'empty',
  CaptionLine: 'empty',
  VideoWork: 'empty',
  VideoRendition: 'empty',

  // The conversation in rooms that anybody may read, by people who are nobody.
  Room: { keep: `where id IN ${openRooms}` },
  RoomTranslation: { keep: `where "roomId" IN ${openRooms}` },
  User: {
    rows: `where id IN (SELECT "authorId" FROM "Message" WHERE "roomId" IN ${openRooms})`,
    columns: { ...same('id', 'language', 'createdAt', 'updatedAt'), role: `'guest'`, name: nameOf('id') },
  },
  Message: {
    rows: `where "roomId" IN ${openRooms} AND "deletedAt" IS NULL`,
    columns: {
      ...same('id', 'roomId', 'seq', 'revision', 'change', 'authorId', 'language', 'createdAt', 'editedAt'),
      clientId: 'id::text',
      authorName: nameOf('coalesce("authorId", id)'),
      body: masked('body'),
    },
  },
  MessageTranslation: {
    rows: `where "messageId" IN (SELECT id FROM "Message" WHERE "roomId" IN ${openRooms} AND "deletedAt" IS NULL)`,
    columns: {
      ...same('messageId', 'revision', 'language', 'roomId', 'change', 'status', 'source', 'engine', 'model'),
      ...same('confidence', 'attempts', 'createdAt', 'updatedAt'),
      body: masked('body'),
    },
  },

  // Who people are, and what only they and the editors see.
  AccountRequest: 'empty',
  ApiToken: 'empty',
  AuditEvent: 'empty',
  HostBlock: 'empty',
  Invitation: 'empty',
  Passkey: 'empty',
  PasskeyChallenge: 'empty',
  RecoveryCode: 'empty',
  RefreshToken: 'empty',
  Report: 'empty',
  RoomMute: 'empty',
  RoomRead: 'empty',
  SearchMiss: 'empty',
  SecondFactor: 'empty',
  Session: 'empty',
  // Among them are the keys that sign sessions.
  Setting: 'empty',
  // Pieces of what people wrote, in rooms that others cannot read too.
  TranslationMemory: 'empty',

  // Work that is under way, and its traces.
  CatalogueImport: 'empty',
  CatalogueImportPart: 'empty',
  PageChange: 'empty',
  PageVisit: 'empty',
  ScrapeRun: 'empty',
  SearchWordChange: 'empty',
  Submission: 'empty',
  SubmissionBatch: 'empty',
  SubmissionBatchItem: 'empty',
  VisitRound: 'empty',
}

/** Columns of the tables with people that are never copied: a new column has to be either here or above. */
export const leftOut: Readonly<Record<string, readonly string[]>> = {
  User: ['email', 'passwordHash', 'lastSeenAt', 'disabledAt'],
  Message: ['deletedAt'],
  MessageTranslation: ['claimedAt'],
}
