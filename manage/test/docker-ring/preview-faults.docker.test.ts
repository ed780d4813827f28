import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkoutKey } from '../../src/core/instance.ts'
import { previewName } from '../../src/core/preview-name.ts'
import { docker, dockerSays, noDocker } from '../support/docker-ring.ts'
import {
  containerOf,
  failure,
  fine,
  inDatabase,
  inLanes,
  makeTinyPreviews,
  randomFrom,
  said,
} from '../support/tiny-previews.ts'

const gatewayName = (root: string) => `parlance-previews-${checkoutKey(root)}`

describe.skipIf(noDocker)(`faults of previews in Docker${noDocker ? ` (skipped: ${noDocker})` : ''}`, () => {
  const previews = makeTinyPreviews()
  const { own, site, manage, named, up, down, note, left } = previews

  beforeAll(async () => {
    site().branch(named('a'))
    // Images and the ready database are there from now on.
    expect(said(await up(named('a')))).toEqual(fine)
  })
  afterAll(previews.remove)

  test('the database is a copy of a ready one, with a password of its own', async () => {
    expect(await inDatabase(named('a'))).toBe('42')
    const refused = await docker(
      ...['run', '--rm', '--network', `container:${containerOf(named('a'), 'postgres')}`],
      ...['--env', 'PGPASSWORD=', 'postgres:17', 'psql', '-w', '-h', containerOf(named('a'), 'postgres')],
      ...['-U', 'parlance', '-c', 'SELECT 1'],
    )
    expect(refused.stderr).toMatch(/password/)
  })

  test('SIGKILL in each phase of an up and of a down: the same command again comes to its end', async () => {
    const phases = [
      ...['^network create', '^volume create', 'entrypoint sh', '--no-start', '^container start', ' psql '],
      ...['database-main', '^container (exec|inspect) .*backend'],
    ]
    const ends = ['^container rm', '^volume rm', '^network rm']
    const branches = ['killed-1', 'killed-2', 'killed-3'].map(named)
    for (const branch of branches) site().branch(branch)
    const outcomes = await inLanes(phases, branches, async (phase, branch) => {
      const broken = await up(branch, site().killsAt(phase))
      const again = said(await up(branch))
      const data = await inDatabase(branch).catch(String)
      const at = ends[phases.indexOf(phase) % ends.length] ?? ''
      const halfGone = await down(branch, site().killsAt(at))
      return [phase, broken.code, again, data, at, halfGone.code, said(await down(branch))]
    })
    expect(outcomes).toEqual(
      phases.map((phase, index) => [phase, null, fine, '42', ends[index % ends.length], null, fine]),
    )
    expect((await left()).filter((name) => name.includes('killed'))).toEqual([])
  })

  test('a branch that does not build, whose migration fails, whose backend breaks or is ill: each says so, with the last lines', async () => {
    const faults = [
      [
        'unbuilt',
        {
          'services/backend/Dockerfile':
            'FROM node:24-trixie-slim AS production\nRUN echo tiny words && false\n',
        },
        'tiny words',
      ],
      ['unmigratable', { 'services/backend/tiny/unmigratable': '' }, 'no such column "tiny"'],
      ['broken', { 'services/backend/tiny/broken': '' }, 'it broke in a line of its own'],
      ['ill', { 'services/backend/tiny/ill': '' }, 'ill in words of its own'],
    ] as const
    const outcomes = await Promise.all(
      faults.map(async ([name, files]) => {
        const branch = named(name)
        site().branch(branch, files)
        const { code } = await manage(['preview:up', branch, '--most', '9', '--wait-timeout', '5'])
        const { fault } = note(branch)
        return [name, code, [fault?.message, ...(fault?.lines ?? [])].join('\n')]
      }),
    )
    expect(outcomes).toEqual(faults.map(([name, , words]) => [name, 1, expect.stringContaining(words)]))
    // The branch that is mended is a preview as any other.
    site().branch(named('ill'))
    expect(said(await up(named('ill')))).toEqual(fine)
    expect(note(named('ill')).fault).toBeUndefined()
    expect(said(await manage(['preview:down', ...faults.map(([name]) => named(name)), '--yes']))).toEqual(
      fine,
    )
  })

  test('two ups of one branch: one is done, and the other says who is at work', async () => {
    site().branch(named('twice'))
    const both = await Promise.all([up(named('twice')), up(named('twice'))])
    expect(both.map(({ code }) => code).sort()).toEqual([0, 1])
    const refused = both.find(({ code }) => code !== 0)
    expect(refused && failure(refused).message).toMatch(/preview:up|at work/)
    expect(await inDatabase(named('twice'))).toBe('42')
  })

  test('a push that was forced: the sources are those of the new commit, and the data stays', async () => {
    await dockerSays(
      ...['exec', containerOf(named('twice'), 'postgres'), 'psql', '-U', 'parlance', '-d', 'parlance'],
      ...['-c', 'UPDATE "Tiny" SET id = 43'],
    )
    const commit = site().branch(named('twice'), { 'forced.txt': 'forced' })
    const again = await up(named('twice'))
    expect(said(again)).toEqual(fine)
    const { source, commit: shown } = JSON.parse(again.stdout) as { source: string; commit: string }
    expect([shown, existsSync(join(source, 'forced.txt'))]).toEqual([commit, true])
    expect(await inDatabase(named('twice'))).toBe('43')
    expect(said(await down(named('twice')))).toEqual(fine)
  })

  test('the preview of a branch is one as any other, however it is called; what no branch can be called is refused', async () => {
    const names = [
      `${own}/${'y'.repeat(200)}`,
      // Every sign of ASCII that git allows, and some that others have.
      `${own}/!"#$%&'()+,-.0;<=>@A]_\`a{|}-é-日本`,
      `-${own}`,
    ]
    // As a repository has them that was pushed to: git itself makes no branch with a hyphen before it.
    for (const name of names) site().git('update-ref', `refs/heads/${name}`, 'main')
    const refs = [...names.slice(0, 2), `heads/${names[2]}`]
    const all = await Promise.all(refs.map(async (ref) => said(await up(ref))))
    expect(all).toEqual(refs.map(() => fine))
    expect(said(await manage(['preview:down', '--yes', ...refs]))).toEqual(fine)
    const refused = await Promise.all(['../../x', `../../${own}`, `${own}..x`].map((name) => up(name)))
    expect(refused.map((ran) => [ran.code, failure(ran).message])).toEqual(
      refused.map(() => [3, expect.stringMatching(/neither a branch|no checkout/)]),
    )
  })

  test("a stranger's container and volume with the names of a preview's are left alone, and named", async () => {
    site().branch(named('strange'))
    const container = containerOf(named('strange'), 'backend')
    await dockerSays('create', '--name', container, 'caddy:2', 'true')
    const first = await up(named('strange'))
    expect([first.code, JSON.stringify(failure(first))]).toEqual([1, expect.stringContaining(container)])
    expect(said(await down(named('strange')))).toEqual(fine)
    expect(await dockerSays('container', 'inspect', '--format', '{{.Config.Cmd}}', container)).toBe('[true]')
    await dockerSays('container', 'rm', container)
    const volume = `parlance-preview-${previewName(named('strange'))}_postgres`
    await dockerSays('volume', 'create', volume)
    const second = await up(named('strange'))
    expect([second.code, failure(second).message]).toEqual([1, expect.stringContaining(volume)])
    expect(said(await down(named('strange')))).toEqual(fine)
    expect(await dockerSays('volume', 'ls', '--quiet', '--filter', `name=^${volume}$`)).toBe(volume)
    await dockerSays('volume', 'rm', volume)
  })

  test('a disk that is full while the database is copied: it says so, and with room it comes to its end', async () => {
    site().branch(named('full'))
    const name = `parlance-preview-${previewName(named('full'))}`
    // The volume is there already, as large as a disk that is nearly full.
    await dockerSays(
      ...['volume', 'create', '--opt', 'type=tmpfs', '--opt', 'device=tmpfs', '--opt', 'o=size=4m'],
      ...['--label', `dev.parlance.production=preview-${previewName(named('full'))}`],
      ...['--label', `com.docker.compose.project=${name}`, '--label', 'com.docker.compose.volume=postgres'],
      `${name}_postgres`,
    )
    const full = await up(named('full'))
    expect([full.code, JSON.stringify(failure(full))]).toEqual([3, expect.stringMatching(/No space left/i)])
    expect(note(named('full')).fault).toBeDefined()
    expect(said(await down(named('full')))).toEqual(fine)
    expect(said(await up(named('full')))).toEqual(fine)
    expect(said(await down(named('full')))).toEqual(fine)
  })

  test('fifty creates, kills and deletes as they come: nothing is left of any in the end', async () => {
    const random = randomFrom(14)
    const branches = ['p', 'q', 'r'].map(named)
    for (const branch of branches) site().branch(branch)
    const steps = [
      'volume create',
      'entrypoint sh',
      'no-start',
      'container start',
      'database-main',
      'container rm',
      'volume rm',
      'network rm',
    ]
    const turns = Array.from({ length: 50 }, () => ({
      branch: branches[random(branches.length)] ?? '',
      at: steps[random(steps.length)] ?? '',
      action: ['create', 'create, killed', 'delete', 'delete, killed', 'kill', 'kill'][random(6)] ?? '',
      part: ['postgres', 'backend', 'edge'][random(3)] ?? '',
    }))
    expect(new Set(turns.map(({ action }) => action)).size).toBe(5)
    const created = await Promise.all(
      branches.map(async (branch) => {
        const outcomes: unknown[] = []
        for (const { at, action, part } of turns.filter((turn) => turn.branch === branch)) {
          if (action === 'create') outcomes.push(said(await up(branch)))
          if (action === 'create, killed') await up(branch, site().killsAt(at))
          if (action === 'delete') await down(branch)
          if (action === 'delete, killed') await down(branch, site().killsAt(at))
          if (action === 'kill') await docker('kill', containerOf(branch, part))
        }
        return outcomes
      }),
    )
    expect(created.flat()).toEqual(turns.filter(({ action }) => action === 'create').map(() => fine))
    const listed = JSON.parse((await manage(['preview:list'])).stdout) as {
      previews: { name: string; of?: string }[]
    }
    const names = listed.previews.filter(({ name }) => name.startsWith(own)).map(({ name }) => name)
    if (names.length > 0) expect(said(await manage(['preview:down', ...names, '--yes']))).toEqual(fine)
    expect(await left()).toEqual([])
  })

  test("a preview for the site's people wants a site, which is told where previews are and by what it signs", async () => {
    const file = join(site().root, '.env.backend')
    const without = await manage(['preview:up', named('a'), '--access', 'site', '--most', '9'])
    expect([without.code, failure(without).message]).toEqual([3, expect.stringContaining('no site here')])
    expect(said(await manage(['secrets:init', '--origin', 'https://site.example']))).toEqual(fine)
    const before = readFileSync(file, 'utf8')
    const made = await manage(['preview:up', named('a'), '--access', 'site', '--most', '9'])
    expect(said(made)).toEqual(fine)
    expect(note(named('a')).access).toBe('site')
    const { host } = new URL((JSON.parse(made.stdout) as { origin: string }).origin)
    const told = readFileSync(file, 'utf8')
    expect(told.startsWith(before)).toBe(true)
    expect(told.slice(before.length)).toMatch(
      new RegExp(
        `^PREVIEW_ORIGIN=http://${host.split('.').slice(1).join('.')}\nPREVIEW_SITE_KEY=[\\w-]{43}\n$`,
      ),
    )
    const env = await dockerSays(
      ...['container', 'inspect', '--format', '{{json .Config.Env}}'],
      `${gatewayName(site().root)}-gateway-1`,
    )
    expect(env).toContain('PREVIEW_SITE=https://site.example')
    expect(said(await manage(['preview:up', named('a'), '--access', 'open', '--most', '9']))).toEqual(fine)
  })

  test('with the last of them goes the gateway; the ready databases go with everything else of the checkout', async () => {
    expect(said(await manage(['preview:down', '--all', '--yes']))).toEqual(fine)
    const key = checkoutKey(site().root)
    const all = async (label: string) => {
      const lists = ['container', 'volume', 'network'].map((kind) =>
        dockerSays(
          ...[kind, 'ls', '--quiet', ...(kind === 'container' ? ['--all'] : [])],
          ...['--filter', `label=${label}=${key}`],
        ),
      )
      return (await Promise.all(lists)).flatMap((list) => list.split('\n').filter(Boolean))
    }
    expect(await all('dev.parlance.previews')).toEqual([])
    // Links of before let nobody in to previews to come.
    expect(existsSync(join(site().root, '.parlance', 'previews', 'secret'))).toBe(false)
    expect((await all('dev.parlance.previews.ready')).length).toBeGreaterThan(0)
    expect(said(await manage(['clean:all', '--yes']))).toEqual(fine)
    expect(await all('dev.parlance.previews.ready')).toEqual([])
  })
})
