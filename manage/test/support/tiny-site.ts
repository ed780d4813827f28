import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serviceNames } from '../../src/core/topology.ts'
import { imageSources } from '../../src/images/image-plan.ts'
import { copyCheckout } from './copy-checkout.ts'

/**
 * A repository with this checkout's `manage`, whose site is as small as one can be: real PostgreSQL and Caddy, and in place of each
 * service a program of some lines. A preview of it takes seconds, and fails where a branch's file says so.
 */
export interface TinySite {
  root: string
  git(...args: string[]): string
  /** A branch with these files changed, made anew where it is there. @returns its commit */
  branch(name: string, files?: Readonly<Record<string, string>>): string
  /** Variables with which `docker` ends who asks it for something that matches, before it is done. */
  killsAt(pattern: string): Record<string, string>
  remove(): void
}

const tables = 'CREATE TABLE "Tiny" (id int); INSERT INTO "Tiny" VALUES (42);'

const server = `import { createServer } from 'node:http'
import { existsSync } from 'node:fs'
if (existsSync('/app/broken')) { console.error('it broke in a line of its own'); process.exit(3) }
const status = existsSync('/app/ill') ? 'unhealthy' : 'healthy'
createServer((request, response) => {
  response.setHeader('content-type', 'application/json')
  response.statusCode = status === 'healthy' ? 200 : 503
  response.end(JSON.stringify(request.url === '/-/previews' ? { previews: [] } : { status, checks: status === 'healthy' ? {} : { tiny: { status, detail: 'ill in words of its own' } } }))
}).listen(Number(process.env.TINY_PORT), '0.0.0.0')
process.on('SIGTERM', () => process.exit(0))
`

/** PostgreSQL's own protocol, as far as somebody needs it who is let in without a password and asks one thing after the other. */
const database = `import { connect } from 'node:net'
import { existsSync } from 'node:fs'
const [action] = process.argv.slice(2)
const ask = (database, statements) => new Promise((resolve, reject) => {
  const socket = connect(5432, '127.0.0.1')
  const send = (kind, body) => { const size = Buffer.alloc(4); size.writeInt32BE(body.length + 4); socket.write(Buffer.concat([Buffer.from(kind), size, body])) }
  const words = Buffer.from('user\\0parlance\\0database\\0' + database + '\\0\\0')
  const version = Buffer.alloc(4); version.writeInt32BE(196608)
  send('', Buffer.concat([version, words]))
  let rest = Buffer.alloc(0); const due = [...statements]
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data])
    while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
      const kind = String.fromCharCode(rest[0]); const body = rest.subarray(5, rest.readInt32BE(1) + 1); rest = rest.subarray(rest.readInt32BE(1) + 1)
      if (kind === 'E') return reject(new Error(body.toString()))
      if (kind !== 'Z') continue
      const next = due.shift()
      if (next === undefined) { send('X', Buffer.alloc(0)); socket.end(); return resolve() }
      send('Q', Buffer.from(next + '\\0'))
    }
  }).on('error', reject)
})
if (action === 'prepare-template') {
  await ask('postgres', ['CREATE DATABASE parlance_template TEMPLATE template0'])
  await ask('parlance_template', [${JSON.stringify(tables)}])
}
if (action === 'migrate' && existsSync('/app/unmigratable')) { console.error('migration 2_tiny failed: no such column "tiny"'); process.exit(1) }
console.log(JSON.stringify({ ok: true, applied: [], adminEmail: 'admin@tiny.example', adminPassword: 'a tiny password' }))
`

const dockerfile = (folder: string, port: number) => `ARG NODE_IMAGE=node:24-trixie-slim
FROM \${NODE_IMAGE} AS production
COPY ${folder}/tiny /app
# Where the backend's image has it; a folder of this name is no part of a repository.
COPY ${folder}/tiny/program.mjs /app/dist/backend/database-main.mjs
WORKDIR /app
ENV TINY_PORT=${port}
HEALTHCHECK --interval=5s CMD ["sh", "-c", "test ! -e /app/ill || { echo ill in words of its own; false; }"]
ENTRYPOINT ["node"]
CMD ["server.mjs"]
ARG REVISION=unknown
LABEL revision=\${REVISION}
`

const core = `name: tiny
x-labels: &labels
  dev.parlance.production: \${PARLANCE_INSTANCE:-default}
x-each: &each
  restart: unless-stopped
  stop_grace_period: 1s
services:
  edge:
    <<: *each
    labels: { <<: *labels, dev.parlance.config: "\${PARLANCE_EDGE_CONFIG:-}" }
    image: \${PARLANCE_CADDY_IMAGE:-caddy:2}
    command: [caddy, respond, --listen, ":80", tiny]
    networks: [front, external]
    ports: ["\${PARLANCE_BIND:-127.0.0.1}:\${PARLANCE_HTTP_PORT:-80}:80"]
  backend:
    <<: *each
    labels: { <<: *labels, dev.parlance.config: "\${PARLANCE_BACKEND_CONFIG:-}" }
    image: \${PARLANCE_IMAGES:-parlance}/backend:\${PARLANCE_BACKEND_TAG:-latest}
    networks: [front]
    environment: { PUBLIC_URL: "\${PUBLIC_URL:-http://localhost}" }
  postgres:
    <<: *each
    labels: { <<: *labels, dev.parlance.config: "\${PARLANCE_POSTGRES_CONFIG:-}" }
    image: \${PARLANCE_POSTGRES_IMAGE:-postgres:17}
    user: postgres
    networks: [front]
    # As deploy/core.yml has it: who is let in is decided here, not by the rules that a copy brings.
    command: [postgres, -c, hba_file=/etc/parlance/pg_hba.conf]
    environment: { POSTGRES_USER: parlance, POSTGRES_DB: parlance, POSTGRES_PASSWORD: "\${POSTGRES_PASSWORD:?is missing}" }
    volumes: ["postgres:/var/lib/postgresql/data", "./postgres:/etc/parlance:ro"]
    stop_signal: SIGINT
    healthcheck: { test: [CMD, pg_isready, --quiet, --host=127.0.0.1, --username=parlance], interval: 2s }
networks:
  front: { labels: *labels }
  external: { labels: *labels }
volumes:
  postgres: { labels: *labels }
`

/** Ends who started it when it is asked for something that the variable matches; else it is Docker's own program. */
const killer = (real: string) => `#!/bin/sh
if [ -n "$TINY_KILLS_AT" ] && printf '%s' "$*" | grep -Eq -e "$TINY_KILLS_AT"; then kill -9 $PPID; exit 137; fi
exec ${real} "$@"
`

export function makeTinySite(): TinySite {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'parlance tiny ')))
  copyCheckout(root)
  const write = (files: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true })
      writeFileSync(join(root, path), text)
    }
  }
  // What nothing here reads: each preview has its own copy of what is left.
  for (const path of [
    'docs',
    'e2e',
    'bench',
    'scripts',
    'proto',
    'manage/test',
    'CHANGELOG.md',
    'deploy/grafana',
    '.github',
  ])
    rmSync(join(root, path), { recursive: true, force: true })
  for (const name of serviceNames) {
    for (const path of ['src', 'test', 'prisma', 'public', 'messages'])
      rmSync(join(root, 'services', name, path), { recursive: true, force: true })
    const folder = `services/${name}`
    write({
      [`${folder}/tiny/program.mjs`]: '',
      [`${folder}/tiny/server.mjs`]: server,
      [imageSources[name].dockerfile]: dockerfile(folder, 3001),
    })
  }
  write({
    'services/backend/tiny/program.mjs': database,
    'services/backend/prisma/migrations/1_tiny/migration.sql': tables,
    'services/backend/prisma/seed/tiny.json': '[]',
    'services/backend/src/database/seed.ts': '',
    'packages/preview-gateway/tiny/program.mjs': '',
    'packages/preview-gateway/tiny/server.mjs': server,
    'packages/preview-gateway/Dockerfile': dockerfile('packages/preview-gateway', 8080),
    'deploy/core.yml': core,
    'deploy/previews/preview.yml': `services:
  edge: { networks: { front: , external: , previews: { aliases: ["\${PARLANCE_INSTANCE}"] } } }
networks:
  previews: { external: true, name: "\${PARLANCE_PREVIEWS_NETWORK:?is missing}" }
`,
    'deploy/previews/gateway.yml': `name: tiny
services:
  gateway:
    image: \${PARLANCE_PREVIEWS_IMAGE}
    labels: &labels { dev.parlance.previews: "\${PARLANCE_PREVIEWS}" }
    stop_grace_period: 1s
    networks: [previews]
    ports: ["\${PREVIEW_BIND}:\${PREVIEW_PORT}:8080"]
    environment: { PREVIEW_SITE: "\${PREVIEW_SITE}" }
networks:
  previews: { labels: *labels }
`,
    'tiny/docker': killer(execFileSync('sh', ['-c', 'command -v docker'], { encoding: 'utf8' }).trim()),
  })
  chmodSync(join(root, 'tiny', 'docker'), 0o755)
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', '-c', 'gc.auto=0', ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    }).trim()
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '--all')
  git('commit', '--quiet', '-m', 'tiny')
  return {
    root,
    git,
    branch(name, files = {}) {
      git('checkout', '--quiet', '-B', name, 'main')
      write(files)
      git('add', '--all')
      git('commit', '--quiet', '--allow-empty', '-m', name)
      const commit = git('rev-parse', 'HEAD')
      git('checkout', '--quiet', 'main')
      return commit
    },
    killsAt: (pattern) => ({ PATH: `${join(root, 'tiny')}:${process.env.PATH}`, TINY_KILLS_AT: pattern }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
