import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { besideImages, imageVariable } from '../manage/src/core/config.ts'
import { tiers } from '../manage/src/core/services/service.ts'
import {
  backingNames,
  developmentServices,
  grafanaPort,
  isServiceName,
  type PortName,
  portNames,
  portsOf,
  portVariable,
  publishedParts,
  serviceNames,
  services,
  servicesIn,
  watcherNames,
} from '../manage/src/core/topology.ts'

interface Part {
  image?: string
  build?: { dockerfile: string; target: string }
  environment?: Record<string, unknown>
  env_file?: string[]
  ports?: string[]
  command?: string[]
  profiles?: string[]
  depends_on?: Record<string, { condition: string }> | string[]
  healthcheck?: { test: string[] }
}

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
/** What it waits for: until that is well, or only until that is started, where it is a list. */
const waitedFor = (waits: Part['depends_on'] = []) => (Array.isArray(waits) ? waits : Object.keys(waits))
const partsOf = (path: string) =>
  (parse(read(path), { merge: true }) as { services: Record<string, Part> }).services

const inside = portsOf('production', 0)
const outside = portsOf('development', 0)
const variable = (text: string, usual: string | number) => `\${${text}:-${usual}}`

// Compose reads files, `manage` objects: what both say of a service is compared here.
describe('docker-compose.dev.yml has what the topology says', () => {
  const parts = partsOf('docker-compose.dev.yml')
  const part = (name: PortName): Part => parts[name] ?? {}
  const standing = [...developmentServices, ...backingNames]

  it.each(serviceNames.filter((name) => !developmentServices.includes(name)))(
    '%s from its image, when it is asked for alone',
    (name) => {
      const { image: tag, build, profiles, depends_on: waits } = part(name)
      expect(tag).toBe(`parlance-dev/${name}:${variable(`PARLANCE_${name.toUpperCase()}_DEV_TAG`, 'latest')}`)
      expect(build).toMatchObject({ dockerfile: services[name].image.dockerfile, target: 'dev' })
      expect(profiles).toEqual(['on-demand'])
      expect(waitedFor(waits)).toEqual([...services[name].needs])
    },
  )

  it('every part, and no other', () => {
    expect(Object.keys(parts).sort()).toEqual([...portNames].sort())
    expect(Object.keys(partsOf('deploy/start-interval.yml')).sort()).toEqual([...standing].sort())
  })

  it.each(standing)('%s on its own port, on loopback', (name) => {
    expect(part(name).ports).toEqual([
      `127.0.0.1:${variable(portVariable(name), outside[name])}:${inside[name]}`,
    ])
  })

  it.each(developmentServices)('%s opens an inspector where it is told to, and none otherwise', (name) => {
    const { environment = {}, command = [] } = part(name)
    expect(environment.NODE_INSPECT).toBe(variable(`PARLANCE_${name.toUpperCase()}_INSPECT`, ''))
    expect(command.join(' ')).toContain('$$NODE_INSPECT')
  })

  it.each(developmentServices)(
    '%s from its image, waiting for what it needs, asked for its health',
    (name) => {
      const { image, needs, health } = services[name]
      const { image: tag, build, depends_on: waits, healthcheck } = part(name)
      expect(tag).toBe(`parlance-dev/${name}:${variable(`PARLANCE_${name.toUpperCase()}_DEV_TAG`, 'latest')}`)
      expect(build).toMatchObject({ dockerfile: image.dockerfile, target: 'dev' })
      expect(waitedFor(waits)).toEqual(expect.arrayContaining([...needs]))
      const asked = healthcheck?.test.slice(-2)
      expect(asked).toEqual(
        health.protocol === 'http' ? [String(inside[name]), `${health.path}/live`] : ['9464', '/health/live'],
      )
    },
  )
})

describe('the files of production have what the topology says', () => {
  // Each tier's file adds to the one before; what it adds has an image there.
  const imagesIn = (path: string) =>
    Object.entries(partsOf(path)).flatMap(([name, { image = '' }]) =>
      image.includes('PARLANCE_IMAGES') ? [[name, image] as const] : [],
    )

  it.each(tiers)('the services of tier %s, from the images of a release, with their own secrets', (tier) => {
    const own = serviceNames.filter((name) => services[name].tier === tier)
    expect(own.length).toBeGreaterThan(0)
    const images = imagesIn(`deploy/${tier}.yml`)
    expect(images.map(([name]) => name).sort()).toEqual([...own].sort())
    for (const [name, image] of images) {
      const tag = variable(`PARLANCE_${name.toUpperCase()}_TAG`, 'latest')
      expect(image).toBe(`${variable('PARLANCE_IMAGES', 'parlance')}/${name}:${tag}`)
      const { env_file: files } = partsOf(`deploy/${tier}.yml`)[name] ?? {}
      expect(files).toEqual([`${variable('PARLANCE_ENV_DIR', '..')}/.env.${name}`])
    }
    expect(servicesIn(tier)).toEqual(expect.arrayContaining(own))
  })

  it('what stands beside them is in the smallest', () => {
    expect(Object.keys(partsOf('deploy/core.yml'))).toEqual(expect.arrayContaining([...backingNames, 'edge']))
  })

  it('what watches is in the largest', () => {
    expect([...Object.keys(partsOf('deploy/full.yml')), 'grafana'].sort()).toEqual(
      ['keeper', ...watcherNames].sort(),
    )
    expect(Object.keys(partsOf('deploy/grafana.yml'))).toEqual(['grafana'])
  })

  it('Grafana listens on loopback alone, where the topology says', () => {
    expect(partsOf('deploy/grafana.yml').grafana?.ports).toEqual([
      `127.0.0.1:${variable('PARLANCE_GRAFANA_PORT', grafanaPort)}:${grafanaPort}`,
    ])
  })

  const productionFiles = readdirSync(join(root, 'deploy')).filter((name) => name.endsWith('.yml'))
  const everyPart = productionFiles.flatMap((name) =>
    Object.entries(partsOf(`deploy/${name}`)).flatMap(([part, { image, ...rest }]) =>
      image === undefined ? [] : [{ part, image, ...rest }],
    ),
  )
  const theirs = everyPart.filter(({ image }) => !image.includes('PARLANCE_IMAGES'))

  it('images of others are those of the one table, where a variable names no other', () => {
    const named = theirs.map(({ part, image }) => [part === 'edge' ? 'caddy' : part, image])
    expect(Object.fromEntries(named)).toEqual(
      Object.fromEntries(
        Object.entries(besideImages).map(([name, usual]) => [name, `\${${imageVariable(name)}:-${usual}}`]),
      ),
    )
  })

  it.each(everyPart.map((part) => [part.part, part] as const))(
    '%s can write nowhere, may do nothing, has limits, and says what it was made from',
    (name, part) => {
      expect(part).toMatchObject({
        restart: 'unless-stopped',
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: expect.arrayContaining(['no-new-privileges:true']),
        labels: {
          'dev.parlance.production': variable('PARLANCE_INSTANCE', 'default'),
          'dev.parlance.config': variable(`PARLANCE_${name.toUpperCase().replaceAll('-', '_')}_CONFIG`, ''),
        },
        logging: { driver: 'json-file', options: { 'max-size': '20m', 'max-file': '50', compress: 'true' } },
        deploy: { resources: { limits: { memory: expect.stringMatching(/^\d+[MG]$/) } } },
      })
    },
  )

  it('only the edge is published, and Grafana to this machine', () => {
    const published = everyPart.filter(({ ports = [] }) => ports.length > 0).map(({ part }) => part)
    expect(published.sort()).toEqual(['edge', 'grafana'])
  })

  it('--publish opens what may be opened, each on its own port', () => {
    const published = partsOf('deploy/publish.yml')
    expect(Object.keys(published).sort()).toEqual([...publishedParts].sort())
    for (const name of publishedParts) {
      expect(published[name]?.ports).toEqual([
        `127.0.0.1:${variable(portVariable(name), inside[name])}:${inside[name]}`,
      ])
    }
  })
})

describe('the gateway of previews', () => {
  const { gateway, filter, ...others } = partsOf('deploy/previews/gateway.yml') as Record<
    string,
    Part & Record<string, unknown>
  >

  it('and its filter can write nowhere, may do nothing, and have limits', () => {
    expect(others).toEqual({})
    for (const part of [gateway, filter]) {
      expect(part).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        labels: { 'dev.parlance.previews': variable('PARLANCE_PREVIEWS', 'default') },
        deploy: { resources: { limits: { memory: expect.stringMatching(/^\d+M$/), pids: 64 } } },
      })
    }
  })

  it('has no way to Docker but the filter, which has no way to anybody', () => {
    const withSocket = [gateway, filter].map((part) => /docker\.sock\}:/.test(String(part?.volumes)))
    expect(withSocket).toEqual([false, true])
    expect(filter).toMatchObject({ network_mode: 'none' })
    expect(filter?.ports).toBeUndefined()
    expect(gateway?.networks).toEqual(['previews'])
    expect(gateway?.user).toBeUndefined()
    expect(read('packages/preview-gateway/Dockerfile')).toMatch(/^USER node$/m)
  })

  it('is open to this machine alone, where nobody says otherwise', () => {
    expect(gateway?.ports).toEqual([
      `${variable('PREVIEW_BIND', '127.0.0.1')}:${variable('PREVIEW_PORT', 8080)}:8080`,
    ])
  })
})

describe('the Dockerfile of a service', () => {
  it.each(serviceNames)('%s asks for health on its own port, and takes its packages', (name) => {
    const { image, health } = services[name]
    const text = read(image.dockerfile)
    expect(text).toMatch(
      new RegExp(
        `${health.protocol}://127\\.0\\.0\\.1:${inside[name]}|${health.protocol}:\\S*${inside[name]}`,
      ),
    )
    for (const path of image.packages) expect(text).toContain(path)
  })
})

it('a part that is no service is PostgreSQL or Redis', () => {
  expect(portNames.filter((name) => !isServiceName(name))).toEqual(['postgres', 'redis'])
})
