import type { Origin } from '../core/addresses.ts'
import type { PrintedStep } from '../core/steps.ts'
import type { ServiceName } from '../core/topology.ts'
import { containerExec } from './object-commands.ts'
import { type Edge, prodProjectName } from './production-project.ts'
import { connectNetwork, createNetwork, runContainer } from './run-commands.ts'

export interface ExampleFacts {
  root: string
  instance: string
  /** `name:tag` of each image. */
  images: Readonly<Record<ServiceName, string>>
  envFolder: string
  /** Another address than the one in the secret files. */
  origin?: Origin
  edge: Edge
  /** Services that need a way out, because their variables name something outside. */
  outward: readonly ServiceName[]
  /** Address the edge listens on. */
  bind: string
  beside: { postgres: string; caddy: string }
}

const waitSeconds = '120'
const askPostgres =
  'until pg_isready --quiet --host=127.0.0.1 --username=parlance --dbname=parlance; do sleep 0.2; done'

/** Parlance without Compose: the plain commands, in order, as an operator would paste them. */
export function exampleSteps(facts: ExampleFacts): PrintedStep[] {
  const { root, images, envFolder, origin, edge, outward, bind, beside } = facts
  const prefix = prodProjectName(facts.instance)
  const [inside, outside] = [`${prefix}-internal`, `${prefix}-external`]
  const volume = (name: string, path: string) => `${prefix}_${name}:${path}`
  const own = (service: ServiceName) => ({
    name: `${prefix}-${service}`,
    image: images[service],
    network: inside,
    aliases: [service],
    envFile: `${envFolder}/.env.${service}`,
  })
  // One node needs no Redis, so its address is emptied.
  const backend = {
    TRANSLATION_ADDRESS: 'translation:50051',
    SCRAPER_ADDRESS: 'scraper:50061',
    VIDEO_ADDRESS: 'video:50071',
    TRUSTED_PROXIES: 'edge',
    REDIS_URL: '',
    ...(origin ? { PUBLIC_URL: origin.origin, CORS_ORIGIN: origin.origin } : {}),
  }
  return [
    { summary: 'two networks: one reaches no internet', process: createNetwork(inside, { internal: true }) },
    { summary: 'and one that does', process: createNetwork(outside) },
    {
      summary: 'the database; its password comes from .env.backend',
      process: runContainer({
        name: `${prefix}-postgres`,
        image: beside.postgres,
        network: inside,
        aliases: ['postgres'],
        user: 'postgres',
        envFile: `${envFolder}/.env.backend`,
        env: {
          POSTGRES_USER: 'parlance',
          POSTGRES_DB: 'parlance',
          POSTGRES_INITDB_ARGS: '--encoding=UTF8 --locale=C.UTF-8',
        },
        volumes: [volume('postgres', '/var/lib/postgresql/data')],
        tmpfs: ['/var/run/postgresql:uid=999,gid=999'],
        shmSize: '128m',
      }),
    },
    {
      summary: 'which takes a moment to be made',
      process: containerExec(`${prefix}-postgres`, ['timeout', waitSeconds, 'sh', '-c', askPostgres]),
    },
    {
      summary: 'the schema, before the backend that needs it',
      process: runContainer({
        ...own('backend'),
        name: `${prefix}-migrate`,
        aliases: [],
        env: backend,
        task: true,
        command: ['dist/backend/database-main.mjs', 'migrate'],
      }),
    },
    {
      summary: 'the translation service',
      process: runContainer({
        ...own('translation'),
        env: { REDIS_URL: '' },
        volumes: [volume('models', '/data/models')],
      }),
    },
    {
      summary: "the scraper, with the profile that allows Chromium's sandbox",
      process: runContainer({
        ...own('scraper'),
        security: [`seccomp=${root}/deploy/seccomp/chromium.json`],
        shmSize: '512m',
      }),
    },
    { summary: 'it reads pages of the internet', process: connectNetwork(outside, `${prefix}-scraper`) },
    {
      summary: 'the video service, which reaches no internet',
      process: runContainer({ ...own('video'), volumes: [volume('video', '/data/video')] }),
    },
    {
      summary: 'the edge, which waits for who stands behind it',
      process: runContainer({
        name: `${prefix}-edge`,
        image: beside.caddy,
        network: inside,
        aliases: ['edge'],
        env: { PARLANCE_SITE: edge.site },
        volumes: [
          `${root}/deploy/caddy:/etc/caddy:ro`,
          volume('caddy-data', '/data'),
          volume('caddy-config', '/config'),
        ],
        ports: [
          `${bind}:${edge.http}:80`,
          ...(edge.https === undefined ? [] : [`${bind}:${edge.https}:443`]),
        ],
        capabilities: ['NET_BIND_SERVICE'],
      }),
    },
    { summary: 'and which the world reaches', process: connectNetwork(outside, `${prefix}-edge`) },
    {
      summary: 'the backend',
      process: runContainer({
        ...own('backend'),
        env: backend,
        volumes: [volume('assets', '/data/assets')],
      }),
    },
    {
      summary: 'the frontend',
      process: runContainer({
        ...own('frontend'),
        env: {
          BACKEND_URL: 'http://backend:3001',
          ...(origin ? { PUBLIC_API_URL: origin.origin } : {}),
        },
        tmpfs: ['/app/services/frontend/.next/cache:uid=1000,gid=1000'],
      }),
    },
    ...outward.map((service) => ({
      summary: `${service} names something outside in its env file`,
      process: connectNetwork(outside, `${prefix}-${service}`),
    })),
  ]
}
