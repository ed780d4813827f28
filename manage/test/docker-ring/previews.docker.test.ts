import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crookedPaths, engineVerbs } from '../../../packages/preview-gateway/test/engine-verbs.ts'
import { parseConfig } from '../../src/core/config.ts'
import { gatewayFacts } from '../../src/previews/gateway-facts.ts'
import type { PreviewStatus } from '../../src/previews/list-previews.ts'
import type { PreviewReport } from '../../src/previews/preview-request.ts'
import {
  checkout,
  cleanCopy,
  dockerSays,
  type Manage,
  manageOf,
  noDocker,
  run,
} from '../support/docker-ring.ts'

const header = 'X-Of-The-Branch'
/** Keys of a picture of a listing, and of one that belongs to none. */
const pictures = ['a', 'b'].map((digit) => `aa/${digit.repeat(62)}.webp`)

describe.skipIf(noDocker)(`previews in Docker${noDocker ? ` (skipped: ${noDocker})` : ''}`, () => {
  const manage: Manage = manageOf(checkout, 'unused')
  let copy: string
  let [ofCommit, ofFolder]: PreviewReport[] = []
  const sql = (preview: PreviewReport | undefined, statement: string) =>
    dockerSays(
      ...['exec', `parlance-preview-${preview?.name}-postgres-1`],
      ...['psql', '--username=parlance', '--dbname=parlance', '-At', '-c', statement],
    )
  const previews = async () =>
    (await manage.json<{ previews: PreviewStatus[] }>('preview:list')).previews.filter(
      ({ name }) => name === ofCommit?.name || name === ofFolder?.name,
    )
  /** Through the gateway, as a program asks, or a browser for a page; it has to be told by name which is meant. */
  const ask = (
    preview: PreviewReport | undefined,
    path: string,
    headers: Record<string, string> = {},
    json?: unknown,
  ) => {
    const { host, port } = new URL(preview?.origin ?? '')
    const { promise, resolve, reject } = Promise.withResolvers<Response>()
    // No name server knows `.localhost` for Node, as browsers do by themselves.
    const options = { host: '127.0.0.1', port, path, headers: { host, ...headers }, agent: false as const }
    const method = json === undefined ? 'GET' : 'POST'
    const asked = request({ ...options, method, signal: AbortSignal.timeout(200_000) }, async (answer) => {
      const chunks: Buffer[] = []
      for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk)
      const body = Buffer.concat(chunks)
      const said = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
        values.map((value): [string, string] => [name, value]),
      )
      const status = answer.statusCode ?? 0
      resolve(new Response([204, 303, 304].includes(status) ? null : body, { status, headers: said }))
    })
    asked.on('error', reject)
    const isForm = json instanceof URLSearchParams
    if (json !== undefined)
      asked.setHeader('content-type', isForm ? 'application/x-www-form-urlencoded' : 'application/json')
    asked.end(json === undefined ? undefined : isForm ? `${json}` : JSON.stringify(json))
    return promise
  }

  /** To the commands of production a preview is a site as any other. */
  const upBeside = async (site: PreviewReport | undefined, ...args: string[]) => {
    const { code, stdout, stderr } = await run(
      process.execPath,
      ['manage/launch.cjs', 'preview:up', copy, ...args, '--json', '--instance', `preview-${site?.name}`],
      { env: { PARLANCE_ENGINE: 'docker' } },
    )
    if (code !== 0) throw new Error(`${stdout}\n${stderr}`)
    return JSON.parse(stdout) as PreviewReport
  }

  beforeAll(async () => {
    const { stdout } = await run('git', ['rev-parse', 'HEAD'])
    copy = cleanCopy()
    const caddyfile = join(copy, 'deploy', 'caddy', 'Caddyfile')
    writeFileSync(
      caddyfile,
      readFileSync(caddyfile, 'utf8').replace(/^(\{\$PARLANCE_SITE.*\{)$/m, `$1\n\theader ${header} yes`),
    )
    ofCommit = await manage.json<PreviewReport>('preview:up', stdout.trim())
    await sql(
      ofCommit,
      `UPDATE "Message" SET body = body || ' (ask anna@leak.example)', "authorName" = 'Anna Leak'`,
    )
    await sql(ofCommit, `UPDATE "User" SET email = 'anna@leak.example' WHERE email IS NOT NULL`)
    const write = pictures.map((key) => `fs.writeFileSync('/data/assets/${key}', 'picture')`)
    await dockerSays(
      ...['exec', `parlance-preview-${ofCommit.name}-backend-1`, 'node', '--eval'],
      `fs.mkdirSync('/data/assets/aa'); ${write.join(';')}`,
    )
    await sql(
      ofCommit,
      `INSERT INTO "Asset" (key, "mediaType", width, height, bytes, palette) SELECT k, 'image/webp', 1, 1, 7, '{}' FROM unnest('{${pictures.join(',')}}'::text[]) k`,
    )
    await sql(ofCommit, `UPDATE "Tool" SET "logoKey" = '${pictures[0]}' WHERE status = 'published'`)
    ofFolder = await upBeside(ofCommit, '--data', 'site')
  })
  afterAll(async () => {
    await manage.run('preview:down', ofCommit?.name ?? '', '--yes')
    await manage.run('preview:down', copy, '--yes')
    rmSync(copy, { recursive: true, force: true })
  })

  test('a commit and a folder answer side by side, each with its own sources', async () => {
    const pages = await Promise.all([ask(ofCommit, '/fr'), ask(ofFolder, '/fr')])
    expect(pages.map(({ status }) => status)).toEqual([200, 200])
    expect(pages.map(({ headers }) => headers.get(header))).toEqual([null, 'yes'])
    expect(pages.map(({ headers }) => headers.get('x-robots-tag'))).toEqual(
      Array(2).fill('noindex, nofollow'),
    )
    const whole = { containers: 6, running: 6 }
    expect(await previews()).toMatchObject([whole, whole])
  })

  test('a copy of a site has its listings, pictures and rooms, and nobody of its people', async () => {
    const counts = `SELECT (SELECT count(*) FROM "Tool"), (SELECT count(*) FROM "Room"), (SELECT count(*) FROM "Message")`
    expect(await sql(ofFolder, counts)).toBe(await sql(ofCommit, counts))
    const lists = await Promise.all(
      [ofCommit, ofFolder].map(async (one) => {
        const answer = await ask(one, '/api/v1/tools?lang=fr')
        return { status: answer.status, text: await answer.text() }
      }),
    )
    expect(lists[0]).toMatchObject({ status: 200, text: expect.stringContaining(pictures[0] ?? '') })
    expect(lists[1]).toEqual(lists[0])
    const of = (one: PreviewReport | undefined) =>
      Promise.all(
        pictures.map(async (key) => {
          const { status, headers } = await ask(one, `/assets/${key}`)
          return [status, headers.get('location')]
        }),
      )
    // They are where the site has them for everybody; what editors alone see there nobody is sent to from here.
    expect([await of(ofCommit), await of(ofFolder)]).toEqual([
      [
        [200, null],
        [200, null],
      ],
      [
        [302, `${ofCommit?.origin}/assets/${pictures[0]}`],
        [404, null],
      ],
    ])
    const { headers } = await ask(ofFolder, '/fr', { accept: 'text/html' })
    expect(headers.get('content-security-policy')).toMatch(new RegExp(`img-src [^;]*${ofCommit?.origin}`))
    expect(
      await dockerSays('exec', `parlance-preview-${ofFolder?.name}-backend-1`, 'ls', '/data/assets'),
    ).toBe('')
    const people = await sql(
      ofFolder,
      `SELECT count(*) FROM "User" u FULL JOIN "Message" m ON m."authorId" = u.id WHERE concat(u, m) ~* 'anna|@leak'`,
    )
    expect(people).toBe('0')
    expect(
      await sql(ofFolder, `SELECT count(*) FROM "Message" WHERE body NOT LIKE '%(ask someone@example.org)'`),
    ).toBe('0')
    expect(ofFolder?.administrator?.password).toMatch(/.{12,}/)
  })

  test('a copy of the site is made once and begins the next preview too, unless it is to be made now', async () => {
    await sql(ofCommit, `UPDATE "CategoryTranslation" SET name = 'Told later'`)
    const told = []
    for (const data of ['site', 'site-now']) {
      await manage.run('preview:down', copy, '--yes')
      ofFolder = await upBeside(ofCommit, '--data', data)
      told.push(
        await sql(ofFolder, `SELECT count(*) > 0 FROM "CategoryTranslation" WHERE name = 'Told later'`),
      )
    }
    expect(told).toEqual(['f', 't'])
    expect((await ask(ofFolder, '/api/v1/tools?lang=fr')).status).toBe(200)
  })

  test('again: every container is the one that was there', async () => {
    const ids = () =>
      dockerSays(
        ...['container', 'ls', '--quiet', '--no-trunc'],
        ...['--filter', `label=dev.parlance.production=preview-${ofFolder?.name}`],
      )
    const before = await ids()
    await manage.json('preview:up', copy)
    expect(await ids()).toBe(before)
  })

  test('listens on this machine alone', async () => {
    const edge = await dockerSays(
      ...['container', 'ls', '--format', '{{.Ports}}'],
      ...['--filter', `label=dev.parlance.production=preview-${ofCommit?.name}`],
    )
    expect(edge.match(/\S+->\d+/g)).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+->80$/)])
  })

  test('one more than may run is refused, and names those that do', async () => {
    const { code, stderr } = await manage.run('preview:up', 'HEAD', '--most', '1')
    expect(code).toBe(1)
    expect(stderr).toContain(ofCommit?.name)
  })

  test('opens with a link where it was made so', async () => {
    const linked = await manage.json<PreviewReport>('preview:up', copy, '--access', 'link')
    expect((await ask(ofFolder, '/health')).status).toBe(403)
    const { pathname, search } = new URL(linked.address)
    const entered = await ask(ofFolder, `${pathname}${search}`)
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await ask(ofFolder, '/health', { cookie })).status).toBe(200)
    const { address } = await manage.json<{ address: string }>('preview:open', copy, '--good-for', '1s')
    expect(new URL(address).searchParams.get('pass')).toMatch(/^\d+\./)
  })

  test("opens to the site's editors by their sign-in there, and to nobody else", async () => {
    await upBeside(ofCommit, '--access', 'site')
    // The site's next release.
    await manage.json('preview:up', ofCommit?.of ?? '')
    const door = await ask(ofFolder, '/fr?sort=new', { accept: 'text/html' })
    const [, href = ''] = /<a href="([^"]+)"/.exec(await door.text()) ?? []
    const { origin, pathname, search } = new URL(href.replaceAll('&amp;', '&'))
    expect([door.status, origin]).toEqual([403, ofCommit?.origin])
    const way = `${pathname}${search}`
    const where = (answer: Response) => [answer.status, answer.headers.get('location')?.split('?')[0]]
    expect(where(await ask(ofCommit, way))).toEqual([303, '/sign-in'])
    const signIn = await ask(ofCommit, `/fr${(await ask(ofCommit, way)).headers.get('location')}`)
    const hidden = [...(await signIn.text()).matchAll(/<input type="hidden" name="(\w+)" value="([^"]+)"/g)]
    const signedIn = await ask(
      ofCommit,
      '/fr/sign-in/form',
      { origin: ofCommit?.origin ?? '' },
      new URLSearchParams([
        ['email', 'anna@leak.example'],
        ['password', ofCommit?.administrator?.password ?? ''],
        ...hidden.map(([, name = '', value = '']): [string, string] => [name, value]),
      ]),
    )
    // Signing in leads back to the way to the preview.
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, way])
    const cookies = (answer: Response) =>
      answer.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ')
    const sent = await ask(ofCommit, way, { cookie: cookies(signedIn) })
    expect(where(sent)).toEqual([303, `${ofFolder?.origin}/-/preview/enter`])
    const link = new URL(sent.headers.get('location') ?? '')
    const entered = await ask(ofFolder, `${link.pathname}${link.search}`)
    expect(where(entered)).toEqual([303, '/fr'])
    expect((await ask(ofFolder, '/fr?sort=new', { cookie: cookies(entered) })).status).toBe(200)
    expect((await ask(ofFolder, '/fr?sort=new')).status).toBe(403)
    await manage.json('preview:up', copy, '--access', 'open')
  })

  test('sleeps when nobody looks, and wakes for whoever does', async () => {
    // The gateway of this run lets them sleep after a second; it is made anew for that.
    const hasty = manageOf(checkout, 'unused', { PREVIEW_IDLE: '1s' })
    const opened = await hasty.json<PreviewReport>('preview:up', ofCommit?.of ?? '')
    expect(opened.name).toBe(ofCommit?.name)
    const asleep = await waitUntil(
      'both sleep',
      async () => {
        const all = await previews()
        return all.every(({ running, seen }) => running === 0 && seen === 'stopped') && all
      },
      200_000,
    )
    expect(asleep.map(({ containers }) => containers)).toEqual([6, 6])
    const page = await ask(ofCommit, '/fr', { accept: 'text/html' })
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('Waking the preview of')])
    const real = await ask(ofCommit, '/api/v1/tools?lang=fr')
    expect([real.status, await real.text()]).toEqual([200, expect.stringContaining(pictures[0] ?? '')])
    await manage.json('preview:up', copy, '--access', 'open')
  })

  test('the gateway cannot reach Docker, and the filter does four things to previews alone', async () => {
    const { label, project } = gatewayFacts({ root: checkout, config: parseConfig({}) })
    const ids = async (filter: string) =>
      (await dockerSays('container', 'ls', '--all', '--quiet', '--no-trunc', '--filter', filter)).split('\n')
    const [own = ''] = await ids(`label=dev.parlance.production=preview-${ofCommit?.name}`)
    const [stranger = ''] = await ids(`label=${label}`)
    const lines = [
      ...['GET /containers/json', `GET /containers/${own}/json`, `POST /containers/${own}/start`],
      ...[`GET /containers/${stranger}/json`, `POST /containers/${stranger}/stop`],
      ...[...engineVerbs, ...crookedPaths].map((line) => line.replace('ID', own)),
    ]
    const script = `const {request} = require('node:http');(async () => { const all = []; for (const line of ${JSON.stringify(lines)}) {
      const [method, path] = line.split(' ')
      all.push(await new Promise((resolve) => request({ socketPath: '/run/filter/docker.sock', method, path, agent: false },
        (answer) => { answer.resume(); resolve(answer.statusCode) }).on('upgrade', (answer) => resolve(answer.statusCode)).on('error', () => resolve(0)).end()))
      } console.log(JSON.stringify({ all, docker: require('node:fs').existsSync('/var/run/docker.sock'), user: process.getuid() })) })()`
    const said = JSON.parse(await dockerSays('exec', `${project}-gateway-1`, 'node', '--eval', script))
    expect(said).toEqual({
      all: [200, 200, 200, ...lines.slice(3).map(() => 403)],
      docker: false,
      user: 1000,
    })
  })

  test('a folder that is gone takes its preview with it; what is removed leaves nothing behind', async () => {
    rmSync(copy, { recursive: true, force: true })
    expect(await manage.json('preview:clean', '--yes')).toMatchObject({
      removed: [{ name: ofFolder?.name, why: 'its folder is gone' }],
    })
    await manage.json('preview:down', ofCommit?.name ?? '', '--yes')
    expect(await previews()).toEqual([])
    for (const kind of ['container', 'volume', 'network']) {
      const all = kind === 'container' ? ['--all'] : []
      const left = await Promise.all(
        [ofCommit, ofFolder].map((one) =>
          dockerSays(
            kind,
            'ls',
            '--quiet',
            ...all,
            '--filter',
            `label=dev.parlance.production=preview-${one?.name}`,
          ),
        ),
      )
      expect([kind, ...left]).toEqual([kind, '', ''])
    }
    expect((await run('git', ['worktree', 'list'])).stdout).not.toContain(ofCommit?.source)
    expect(existsSync(ofCommit?.source ?? checkout)).toBe(false)
  })
})
