import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, waitUntil } from '@parlance/testing'
import { describe, expect, test } from 'vitest'
import type { BuildReport } from '../../src/production/build-production.ts'
import { checkout, docker, dockerSays } from '../support/docker-ring.ts'
import type { RingSite } from './ring-site.ts'

const megabyte = 1e6
/** Bytes that each image may add to its base, beside Debian's packages. */
// Of the backend half a megabyte is the client of buckets, 0.9 the sample videos, ready made, and 0.2 the work on videos.
const limits = { backend: 16.75, frontend: 55, translation: 75, scraper: 45, keeper: 6, video: 6 } as const
const images = ['backend', 'frontend', 'translation', 'scraper', 'keeper', 'video'] as const
/** As dpkg-query has it. */
const debianVersion = `$${'{Version}'}`

/** What the images of a site are made of, and what they are not. */
export function imagesOfTheSite(ring: RingSite): void {
  const { manage } = ring
  const imageOf = (service: string) => ring.report.images.find((one) => one.service === service)?.image ?? ''

  describe('prod:build', () => {
    test.each(images)('%s adds no more than its limit to the base image', (service) => {
      const image = ring.report.images.find((one) => one.service === service)
      expect(image?.added.own).toBeGreaterThan(megabyte)
      expect(image?.added.own).toBeLessThanOrEqual(limits[service] * megabyte)
    })

    test('with nothing changed, nothing is built', async () => {
      const again = await manage.json<BuildReport>('prod:build')
      expect(again.images.map(({ reused }) => reused)).toEqual(images.map(() => true))
      expect(again.images.map(({ id }) => id)).toEqual(ring.report.images.map(({ id }) => id))
    })

    test.each(images)(
      '%s runs as nobody special, is asked for its health without curl, and holds no secret',
      async (service) => {
        const [{ Config }] = JSON.parse(await dockerSays('image', 'inspect', imageOf(service)))
        expect(Config.User).toBe('node')
        expect(Config.Healthcheck.Test.join(' ')).toMatch(/^CMD node dist\/\w+\/health\.mjs (http|grpc):/)
        expect(Config.Env.join('\n')).not.toMatch(/SECRET|PASSWORD|TOKEN|API_KEY|DATABASE_URL/)
        expect(Config.Labels).toMatchObject({
          'org.opencontainers.image.version': ring.report.version,
          'org.opencontainers.image.revision': expect.stringMatching(/^[0-9a-f]{40}(-dirty)?$|^unknown$/),
          'org.opencontainers.image.created': expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          'org.opencontainers.image.source': expect.any(String),
        })
      },
    )

    test('a bill of materials names what the image has: our dependencies, Node, and packages of Debian', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'parlance-sbom-'))
      const { images: bills } = await manage.json<{ images: { file: string }[] }>(
        ...['prod:sbom', 'keeper', '--folder', folder],
      )
      const { metadata, components } = JSON.parse(readFileSync(bills[0]?.file ?? '', 'utf8')) as {
        metadata: { component: { hashes: { content: string }[] } }
        components: { name: string; version: string }[]
      }
      rmSync(folder, { recursive: true })
      const version = (name: string) => components.find((one) => one.name === name)?.version
      const inside = (...words: string[]) =>
        dockerSays('run', '--rm', '--network', 'none', '--entrypoint', ...words)
      expect(version('node')).toBe((await inside('node', imageOf('keeper'), '--version')).slice(1))
      expect(version('libc6')).toBe(
        await inside('dpkg-query', imageOf('keeper'), '--show', '--showformat', debianVersion, 'libc6'),
      )
      expect(version('age-encryption')).toMatch(/^\d+\.\d+\.\d+$/)
      const id = ring.report.images.find(({ service }) => service === 'keeper')?.id
      expect(`sha256:${metadata.component.hashes[0]?.content}`).toBe(id)
    })

    test.each(images)('%s has no compiler, no package manager of Node and no source', async (service) => {
      const look =
        "for tool in npm npx pnpm yarn corepack gcc cc make python3 curl; do command -v $tool; done; find /app -name '*.ts' -not -path '*/node_modules/*'; find /app -name '.env*'; ls /app"
      const seen = await dockerSays(
        'run',
        '--rm',
        '--network',
        'none',
        '--entrypoint',
        'sh',
        imageOf(service),
        '-c',
        look,
      )
      expect(seen.split('\n').filter((line) => /^\/|^\.env/.test(line))).toEqual([])
      expect(seen).toContain('dist')
    })
  })

  describe("Chromium's sandbox", () => {
    const draw = (...options: string[]) =>
      docker(
        ...['run', '--rm', '--network', 'none', '--read-only', '--tmpfs', '/tmp', '--shm-size', '256m'],
        ...[
          '--cap-drop',
          'ALL',
          '--security-opt',
          'no-new-privileges',
          '--entrypoint',
          'chromium',
          ...options,
        ],
        ...[imageOf('scraper'), '--headless', '--disable-gpu', '--user-data-dir=/tmp/c', '--dump-dom'],
        'data:text/html,<p>inside the sandbox</p>',
      )

    test("works with the project's profile, as an ordinary user without capabilities", async () => {
      const { stdout } = await draw(
        '--security-opt',
        `seccomp=${join(checkout, 'deploy/seccomp/chromium.json')}`,
      )
      expect(stdout).toContain('<p>inside the sandbox</p>')
    })

    test("and only with it: under Docker's own profile Chromium refuses", async () => {
      const { code, stderr } = await draw()
      expect(code).not.toBe(0)
      expect(stderr).toMatch(/No usable sandbox/)
    })
  })

  describe('a registry on loopback', () => {
    test('an image is pushed, removed, and pulled again by its digest', async () => {
      const port = await freePort()
      await dockerSays(
        'run',
        '--detach',
        '--name',
        `${manage.instance}-registry`,
        '--publish',
        `127.0.0.1:${port}:5000`,
        'registry:2',
      )
      await waitUntil('the registry answers', async () =>
        (await fetch(`http://127.0.0.1:${port}/v2/`)).ok ? true : undefined,
      )
      const prefix = `127.0.0.1:${port}/parlance`
      const pushed = await manage.json<BuildReport>('prod:build', 'backend', '--push', prefix)
      const [{ digest = '', image = '', id = '' } = {}] = pushed.images
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
      const name = `${prefix}/${image.replace('parlance/', '')}`
      await dockerSays('image', 'rm', name, `${prefix}/backend:${pushed.version}`)
      await dockerSays('pull', `${prefix}/backend@${digest}`)
      expect(await dockerSays('image', 'inspect', '--format', '{{.Id}}', `${prefix}/backend@${digest}`)).toBe(
        id,
      )
      await dockerSays('image', 'rm', `${prefix}/backend@${digest}`)
    })

    test('a registry that is not there: exit code 3, and what to do', async () => {
      const { code, stderr } = await manage.run(
        'prod:build',
        'backend',
        '--push',
        `127.0.0.1:${await freePort()}/parlance`,
      )
      expect(stderr).toMatch(/registry|refused/)
      expect(code).toBe(3)
    })
  })
}
