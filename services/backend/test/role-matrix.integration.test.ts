import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPeople, createPerson } from './support/people.ts'
import { startTestBackend, type TestBackend } from './support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from './support/test-database.ts'

/** Whom an operation is for; each is for those after it as well. */
const ranks = ['anybody', 'guest', 'member', 'editor', 'admin'] as const
type Rank = (typeof ranks)[number]

/** Written down by hand: an operation that is not here fails the test until somebody says whom it is for. */
const access: Readonly<Record<string, Rank>> = {
  ...all(
    'anybody',
    'health live listTools getTool countView countClick listCategories listLanguages submit listRelatedTools listSuggestions listAddresses listAddressParts cancelSubmission',
  ),
  ...all('anybody', 'submitSeveral getSubmissionBatch cancelSubmissionBatch'),
  ...all('anybody', 'getSubmission followSubmission becomeGuest login logout translate listModels'),
  ...all('anybody', 'listRooms getRoom listMessages listGlossary report'),
  ...all('anybody', 'listCaptions getCaptions downloadCaptions listVideos getVideo'),
  ...all(
    'member',
    'uploadCaptions editCaptions removeCaptions fetchVideo removeVideo retryVideo cancelVideo transcribeVideo',
  ),
  ...all('guest', 'me listUnread postMessage editMessage deleteMessage'),
  ...all('member', 'correctTranslation'),
  ...all('editor', 'getFindings correctTool listMutes mutePerson unmutePerson'),
  ...all('editor', 'rememberCorrection forgetCorrection'),
  ...all('admin', 'addGlossaryTerm changeGlossaryTerm removeGlossaryTerm'),
  ...all('editor', 'adminListTools adminGetTool adminFindTool adminEditTool adminSetStatus adminMergeTool'),
  ...all('editor', 'adminSaveTranslation adminNextTranslation adminCoverage adminMatrix'),
  ...all(
    'editor',
    'adminListTerms adminAddTerm adminChangeTerm adminRemoveTerm adminMergeTerm adminOrderCategories',
  ),
  ...all('editor', 'adminListPageChanges adminSettlePageChange'),
  ...all('editor', 'adminListReports adminSettleReport adminListHosts adminBlockHost adminAllowHost'),
  ...all('editor', 'adminSummary adminListSubmissions adminRetrySubmission adminListJobs adminRetryJob'),
  ...all('editor', 'adminListAudit adminUndo adminGetSettings'),
  ...all('admin', 'adminListPeople adminChangePerson adminChangeSettings'),
  ...all('admin', 'adminListInvitations adminInvite adminRevokeInvitation'),
  ...all('admin', 'adminBeginImport adminListImports adminGetImport adminRunImport adminFailedLines'),
  ...all('admin', 'adminImportColumns adminMapImportColumns'),
  ...all('anybody', 'acceptInvitation'),
  ...all('member', 'getSecondFactor beginSecondFactor confirmSecondFactor removeSecondFactor'),
  ...all('member', 'listApiTokens addApiToken revokeApiToken'),
  ...all('anybody', 'askForPasskey'),
  ...all('member', 'listPasskeys beginPasskey addPasskey renamePasskey removePasskey'),
  ...all('anybody', 'accountOptions signUp confirmSignUp requestPasswordReset resetPassword'),
  ...all('guest', 'listSessions endSession exportOwnData eraseOwnAccount'),
}
/** What proves who one is by other means than a token. */
const byOtherMeans = new Set(['refresh', 'login', 'loginWithPasskey'])

function all(rank: Rank, names: string): Record<string, Rank> {
  return Object.fromEntries(names.split(' ').map((name) => [name, rank]))
}

interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly format?: string
  readonly pattern?: string
  readonly items?: Schema
  readonly minItems?: number
  readonly minimum?: number
  readonly minProperties?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}
interface Operation {
  readonly operationId?: string
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: Schema }[]
  readonly requestBody?: { content: Readonly<Record<string, { schema: Schema }>> }
}

let database: TestDatabase
let backend: TestBackend
let operations: { path: string; method: string; operation: Operation }[]
let schemas: Record<string, Schema>

beforeAll(async () => {
  database = await createTestDatabase()
  backend = await startTestBackend(database.url, { NODE_ENV: 'development' })
  const document = (await (await fetch(`${backend.url}/docs/json`)).json()) as {
    paths: Record<string, Record<string, Operation>>
    components: { schemas: Record<string, Schema> }
  }
  schemas = document.components.schemas
  operations = Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/') || path.startsWith('/health'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation,
      })),
    )
})
afterAll(async () => {
  await backend?.stop()
  await database?.drop()
})

/** The least that a schema takes: what is refused is refused for who asks, and not for what is asked. */
function sample(schema: Schema, name = ''): unknown {
  if (schema.$ref) return sample(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name)
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return sample(schema.anyOf[0] ?? {}, name)
  switch (schema.type) {
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return false
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}))
    case 'object':
      return Object.fromEntries(
        [
          ...(schema.required ?? []),
          ...Object.keys(schema.properties ?? {}).slice(0, schema.minProperties ?? 0),
        ].map((each) => [each, sample(schema.properties?.[each] ?? {}, each)]),
      )
    default:
      if (schema.format === 'uuid') return crypto.randomUUID()
      if (name === 'url') return 'https://roles.test/'
      if (name === 'email') return 'nobody@roles.test'
      if (name === 'password') return 'a long password'
      return 'some-words'
  }
}

async function statusOf(path: string, method: string, operation: Operation, token?: string): Promise<number> {
  const at = (place: string) => (operation.parameters ?? []).filter((each) => each.in === place)
  const query = new URLSearchParams(
    at('query')
      .filter(({ required }) => required)
      .map(({ name, schema }): [string, string] => [name, String(sample(schema, name))]),
  )
  const inPath = new Map(at('path').map(({ name, schema }) => [name, String(sample(schema, name))]))
  const body = operation.requestBody?.content['application/json']?.schema
  const leave = new AbortController()
  const response = await fetch(
    `${backend.url}${path.replace(/\{(\w+)\}/g, (_, name) => inPath.get(name) ?? '')}?${query}`,
    {
      method,
      signal: leave.signal,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(sample(body)) } : {}),
    },
  )
  leave.abort()
  return response.status
}

test('every operation of the document is for somebody', () => {
  const unnamed = operations
    .map(({ operation }) => operation.operationId ?? '')
    .filter((name) => !(name in access) && !byOtherMeans.has(name))
  expect(unnamed).toEqual([])
})

test.each(ranks)('%s: is let in where they should be, and nowhere else', async (who) => {
  const wrong: string[] = []
  // A new one for each: signing out, or an administrator who changes people, ends nobody's test.
  const people =
    who === 'anybody'
      ? []
      : await createPeople(database.url, { name: `A ${who}`, role: who }, operations.length)
  for (const [index, { path, method, operation }] of operations.entries()) {
    const name = operation.operationId ?? ''
    const wanted = access[name]
    if (!wanted || byOtherMeans.has(name)) continue
    const status = await statusOf(path, method, operation, people[index]?.token)
    const allowed = ranks.indexOf(who) >= ranks.indexOf(wanted)
    const refused = who === 'anybody' ? status === 401 : status === 403
    if (allowed === (status === 401 || status === 403) || (!allowed && !refused)) {
      wrong.push(`${name}: ${status}, and is for ${wanted}`)
    }
  }
  expect(wrong).toEqual([])
})

test('a role that is taken in the middle is gone with the next request', async () => {
  const admin = await createPerson(database.url, { name: 'Ada', role: 'admin' })
  const editor = await createPerson(database.url, { name: 'Edo', role: 'editor' })
  const look = () => fetch(`${backend.url}/api/v1/admin/summary`, { headers: editor.headers })
  expect((await look()).status).toBe(200)
  const change = (change: object) =>
    fetch(`${backend.url}/api/v1/admin/people/${editor.id}`, {
      method: 'PATCH',
      headers: { ...admin.headers, 'content-type': 'application/json' },
      body: JSON.stringify(change),
    })
  expect((await change({ role: 'member' })).status).toBe(200)
  expect((await look()).status).toBe(403)
  expect((await change({ disabled: true })).status).toBe(200)
  expect((await look()).status).toBe(401)
})
