import { languages } from '@parlance/contracts/languages'
import { Type } from 'typebox'
import { reportReasons } from '../../features/administration/reports.ts'
import { language, nullable, slug, timestamp } from './common-schemas.ts'

export const id = Type.String({ format: 'uuid' })
export const idParams = Type.Object({ id })
export const cursor = Type.Optional(id)
export const pageOf = (most: number, usual: number) =>
  Type.Integer({ minimum: 1, maximum: most, default: usual })
export const nextCursor = nullable(
  Type.String({ description: 'Ask for the next page with it; null = the last page.' }),
)
export const reason = Type.String({ maxLength: 500, description: 'Read by who submitted it; "" = none.' })

export const role = Type.Enum(['guest', 'member', 'editor', 'admin'])
export const submissionStatus = Type.Enum(['queued', 'running', 'done', 'failed'])
export const jobState = Type.Enum(['created', 'retry', 'active', 'completed', 'cancelled', 'failed'])
export const reportStatus = Type.Enum(['open', 'resolved', 'dismissed'])

export const summary = Type.Object(
  {
    pending: Type.Integer(),
    published: Type.Integer(),
    hidden: Type.Integer(),
    openReports: Type.Integer(),
    openPageChanges: Type.Integer({ description: 'Pages that say something else than they did.' }),
    unreachable: Type.Integer({ description: 'Published listings whose page cannot be read any more.' }),
    failedSubmissions: Type.Integer(),
    runningSubmissions: Type.Integer(),
    failedJobs: Type.Integer(),
    people: Type.Integer({ description: 'With an account.' }),
  },
  { title: 'AdminSummary' },
)

const termText = Type.Object({ language: Type.String(), name: Type.String(), description: Type.String() })
export const term = Type.Object(
  {
    id,
    slug: Type.String(),
    icon: Type.String(),
    position: Type.Integer(),
    revision: Type.Integer(),
    tools: Type.Integer({ description: 'Listings that have it, whatever their status.' }),
    texts: Type.Array(termText),
  },
  { title: 'AdminTerm', description: 'A category or a tag.' },
)
export const termList = Type.Object({ items: Type.Array(term), nextCursor }, { title: 'AdminTermList' })
export const termKind = Type.Enum(['categories', 'tags'])
export const kindParams = Type.Object({ kind: termKind })
export const termParams = Type.Object({ kind: termKind, id })
export const termBody = Type.Object({
  revision: Type.Integer({ minimum: 0, maximum: 2_147_483_647, default: 0, description: '0 = a new one.' }),
  slug,
  icon: Type.Optional(Type.String({ maxLength: 40, pattern: '^[a-z0-9-]+$' })),
  texts: Type.Array(
    Type.Object({
      language,
      name: Type.String({ maxLength: 80, description: '"" takes the language away.' }),
      description: Type.Optional(Type.String({ maxLength: 500 })),
    }),
    { maxItems: languages.length },
  ),
})

export const person = Type.Object(
  {
    id,
    name: Type.String(),
    email: nullable(Type.String()),
    role,
    language: Type.String(),
    messages: Type.Integer(),
    submissions: Type.Integer(),
    sessions: Type.Integer(),
    disabledAt: nullable(timestamp),
    createdAt: timestamp,
  },
  { title: 'AdminPerson' },
)
export const personPage = Type.Object({ items: Type.Array(person), nextCursor }, { title: 'AdminPersonPage' })

export const reportBody = Type.Object({
  tool: Type.Optional(slug),
  message: Type.Optional(id),
  reason: Type.Enum([...reportReasons]),
  note: Type.Optional(Type.String({ maxLength: 1_000 })),
})
export const report = Type.Object(
  {
    id,
    reason: Type.String(),
    note: Type.String(),
    status: reportStatus,
    tool: nullable(Type.Object({ id, slug: Type.String(), name: Type.String() })),
    message: nullable(
      Type.Object({
        id,
        room: Type.String(),
        seq: Type.Integer(),
        author: Type.String(),
        body: Type.String(),
        deleted: Type.Boolean(),
      }),
    ),
    reporter: Type.String(),
    createdAt: timestamp,
    resolvedAt: nullable(timestamp),
  },
  { title: 'AdminReport' },
)
export const reportPage = Type.Object({ items: Type.Array(report), nextCursor }, { title: 'AdminReportPage' })

export const hostBlock = Type.Object(
  { host: Type.String(), reason: Type.String(), listings: Type.Integer(), createdAt: timestamp },
  { title: 'AdminHostBlock' },
)
export const host = Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9.-]+$' })

export const submissionRecord = Type.Object(
  {
    id,
    url: Type.String(),
    status: submissionStatus,
    step: Type.String(),
    attempts: Type.Integer(),
    duplicate: Type.Boolean(),
    problem: nullable(
      Type.Object({
        code: Type.String(),
        reason: Type.Optional(Type.String()),
        title: Type.String(),
        detail: Type.String(),
      }),
    ),
    submitter: Type.String(),
    tool: nullable(Type.Object({ id, slug: Type.String(), name: Type.String(), status: Type.String() })),
    createdAt: timestamp,
    updatedAt: timestamp,
  },
  { title: 'AdminSubmission' },
)
export const submissionPage = Type.Object(
  { items: Type.Array(submissionRecord), nextCursor },
  { title: 'AdminSubmissionPage' },
)

export const job = Type.Object(
  {
    id: Type.String(),
    queue: Type.String(),
    state: jobState,
    retries: Type.Integer(),
    retryLimit: Type.Integer(),
    subject: Type.String(),
    fault: Type.String(),
    createdAt: timestamp,
    finishedAt: nullable(timestamp),
  },
  { title: 'AdminJob' },
)

export const auditEvent = Type.Object(
  {
    id,
    action: Type.String(),
    actor: Type.String(),
    subjectType: Type.String(),
    subjectId: Type.String(),
    subject: Type.String(),
    detail: Type.Object({}, { additionalProperties: true }),
    changes: Type.Array(
      Type.Object({
        table: Type.String(),
        columns: Type.Array(
          Type.Object({ name: Type.String(), before: Type.String(), after: Type.String() }),
        ),
      }),
    ),
    undoable: Type.Boolean(),
    undoneAt: nullable(timestamp),
    createdAt: timestamp,
  },
  { title: 'AdminAuditEvent' },
)
export const auditPage = Type.Object(
  { items: Type.Array(auditEvent), nextCursor },
  { title: 'AdminAuditPage' },
)

export const settings = Type.Object(
  {
    submissions: Type.Enum(['open', 'review'], {
      description: 'Whether what people submit is listed at once, or waits for an editor.',
    }),
  },
  { title: 'AdminSettings' },
)
/** Nothing else is a setting: what is kept here is read with every submission. */
export const settingsBody = Type.Object(
  { submissions: Type.Optional(Type.Enum(['open', 'review'])) },
  { additionalProperties: false },
)
