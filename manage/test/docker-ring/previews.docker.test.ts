import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PreviewStatus } from '../../src/previews/list-previews.ts'
import type { PreviewReport } from '../../src/previews/start-preview.ts'
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
  const ask = async (preview: PreviewReport | undefined, path: string) =>
    // No name server knows `.localhost` for Node, as browsers do by themselves.
    fetch(new URL(path, (preview?.origin ?? '').replace(/\/\/[^:]+/, '//127.0.0.1')), {
      signal: AbortSignal.timeout(60_000),
    })

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
    // To the commands of production a preview is a site as any other.
    const site = ['--instance', `preview-${ofCommit.name}`]
    const {
      code,
      stdout: said,
      stderr,
    } = await run(
      process.execPath,
      ['manage/launch.cjs', 'preview:up', copy, '--data', 'site', '--json', ...site],
      { env: { PARLANCE_ENGINE: 'docker' } },
    )
    if (code !== 0) throw new Error(`${said}\n${stderr}`)
    ofFolder = JSON.parse(said) as PreviewReport
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
      Promise.all(pictures.map(async (key) => (await ask(one, `/assets/${key}`)).status))
    expect([await of(ofCommit), await of(ofFolder)]).toEqual([
      [200, 200],
      [200, 404],
    ])
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
