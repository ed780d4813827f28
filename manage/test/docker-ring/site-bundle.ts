import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { secretFileNames } from '../../src/production/secret-files.ts'
import { checkout, docker, dockerSays, manageOf, sweep } from '../support/docker-ring.ts'
import { findInFile } from '../support/find-in-file.ts'
import type { RingSite } from './ring-site.ts'

/** Of the second site, which a bundle carries there. */
const otherPorts: Record<string, string> = { PARLANCE_BIND: '127.0.0.1' }

/** The site as one file, carried to another Docker context. */
export function bundleOfTheSite(ring: RingSite): void {
  const { manage, ports } = ring
  describe('a bundle', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parlance bundle '))
    const file = join(folder, 'site.bundle')
    const context = `${manage.instance}-context`
    const other = manageOf(checkout, 'carried', Object.assign(otherPorts, { DOCKER_CONTEXT: context }))
    const listings = async (site: string) => {
      const answer = await fetch(new URL('/api/v1/tools?lang=fr', site))
      return ((await answer.json()) as { items?: { slug: string; name: string }[] }).items ?? []
    }
    beforeAll(async () => {
      otherPorts.PARLANCE_HTTP_PORT = String(await freePort())
      const host = await dockerSays('context', 'inspect', '--format', '{{.Endpoints.docker.Host}}')
      await dockerSays('context', 'create', context, '--docker', `host=${host}`)
    })
    afterAll(async () => {
      await sweep(other)
      await docker('context', 'rm', '--force', context)
      rmSync(folder, { recursive: true, force: true })
    })

    test('carries the site to another Docker context, where it answers with the same listings', async () => {
      const made = await manage.json<{ parts: Record<string, number>; data: { rows: number } }>(
        'prod:bundle',
        'export',
        file,
      )
      expect(Object.keys(made.parts)).toEqual(['bundle.json', 'parlance.tar', 'data/site.tar', 'images.tar'])
      const here = await listings(`http://localhost:${ports.PARLANCE_HTTP_PORT}`)
      expect(here.length).toBeGreaterThan(0)
      // Two sites at once are more than this machine may have room for.
      await manage.json('prod:down')
      const site = `http://localhost:${otherPorts.PARLANCE_HTTP_PORT}`
      const put = await other.json<{ left: string[]; data: { tables: number } }>(
        'prod:bundle',
        'import',
        file,
        '--origin',
        site,
      )
      expect(put.data.tables).toBeGreaterThan(10)
      await waitUntil('the carried site has its listings', async () => (await listings(site)).length > 0)
      expect(await listings(site)).toEqual(here)
    })

    test('holds no secret of the site: not in what it says, not in the sources, not in any layer of an image', async () => {
      const secrets = secretFileNames
        .map((name) => join(checkout, '.parlance', manage.instance, name))
        .flatMap((path) => readFileSync(path, 'utf8').split('\n'))
        .filter((line) => /^(\w*SECRET|\w*PASSWORD)=.{20}/.test(line))
        .map((line) => line.slice(line.indexOf('=') + 1))
      expect(secrets.length).toBeGreaterThan(3)
      // A file that an image has: the search sees into layers.
      const migration = join(
        ...[checkout, 'services/backend/prisma/migrations'],
        '20261121000000_foundation/migration.sql',
      )
      const known = readFileSync(migration, 'utf8').slice(0, 400)
      expect(await findInFile(file, [...secrets, known])).toEqual([known])
    })

    test('that is altered is refused before anything is touched', async () => {
      const handle = openSync(file, 'r+')
      const { size } = fstatSync(handle)
      writeSync(handle, Buffer.from('spoilt'), 0, 6, size - 2_000_000)
      closeSync(handle)
      const { code, stderr } = await other.run('prod:bundle', 'import', file, '--yes')
      expect(stderr).toContain('images.tar in')
      expect(code).toBe(1)
    })
  })
}
