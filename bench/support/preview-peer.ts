import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { freePort } from '@parlance/testing'
import { docker, dockerSays, type Ran, run } from '../../manage/test/support/docker-ring.ts'

/** The same stack by Compose alone, as one would make a preview by hand: `up --wait`, and its database by `CREATE DATABASE … TEMPLATE`. */
export interface PlainStack {
  port: number
  /** Its server with a database `ready`, and nothing else of it: what is there before anybody wants a preview. */
  prepare(readyVolume: string, copyScript: string): Promise<void>
  /** `CREATE DATABASE`, on the server that runs. */
  clone(): Promise<void>
  /** Everything up, and waited for. */
  up(): Promise<void>
  down(): Promise<void>
}

/** @param root of the sources. @param secrets folder with the variables of the services. @param likeThese containers whose images are run */
export async function plainStack(
  root: string,
  secrets: string,
  likeThese: readonly string[],
): Promise<PlainStack> {
  const name = `bench-plain-${randomBytes(2).toString('hex')}`
  const port = await freePort()
  const images = await dockerSays('inspect', '--format', '{{.Config.Image}}', ...likeThese)
  const tags = [...images.matchAll(/^parlance\/(\w+):(\w+)$/gm)].map(([, service = '', tag = '']) => [
    `PARLANCE_${service.toUpperCase()}_TAG`,
    tag,
  ])
  const env = {
    ...Object.fromEntries(tags),
    PARLANCE_INSTANCE: name,
    PARLANCE_ENV_DIR: secrets,
    PARLANCE_SITE: ':80',
    PARLANCE_BIND: '127.0.0.1',
    PARLANCE_HTTP_PORT: String(port),
  }
  const good = async (ran: Promise<Ran>) => {
    const { code, stdout, stderr } = await ran
    if (code !== 0) throw new Error(`${stdout}\n${stderr}`)
  }
  const compose = (...args: string[]) =>
    good(
      run(
        'docker',
        [
          ...['compose', '--project-name', name, '--project-directory', join(root, 'deploy')],
          ...['--file', join(root, 'deploy', 'core.yml'), '--env-file', join(secrets, '.env.backend')],
          ...args,
        ],
        { env },
      ),
    )
  const psql = (...statements: string[]) =>
    compose(
      ...['exec', '--no-TTY', 'postgres', 'psql', '--username=parlance', '--dbname=postgres', '--quiet'],
      ...['--set=ON_ERROR_STOP=1', ...statements.map((one) => `--command=${one}`)],
    )
  const password = "\\getenv word POSTGRES_PASSWORD\nALTER ROLE parlance PASSWORD :'word';"
  return {
    port,
    async prepare(readyVolume, copyScript) {
      await compose('create', '--no-build', 'postgres')
      await good(
        docker(
          ...['run', '--rm', '--network', 'none', '--user', 'root', '--entrypoint', 'sh'],
          ...['--volume', `${readyVolume}:/from:ro`, '--volume', `${name}_postgres:/to`, 'postgres:17'],
          ...['-c', copyScript],
        ),
      )
      await compose('up', '--wait', '--no-build', 'postgres')
      await compose(
        ...['exec', '--no-TTY', 'postgres', 'sh', '-c'],
        `psql --username=parlance --dbname=postgres --quiet <<'END'\n${password}\nALTER DATABASE parlance RENAME TO ready;\nCREATE DATABASE parlance;\nEND`,
      )
    },
    clone: () =>
      psql(
        'DROP DATABASE IF EXISTS parlance WITH (FORCE)',
        'CREATE DATABASE parlance TEMPLATE ready STRATEGY FILE_COPY',
      ),
    up: () => compose('up', '--detach', '--wait', '--no-build'),
    down: () => compose('down', '--volumes', '--timeout', '1'),
  }
}
