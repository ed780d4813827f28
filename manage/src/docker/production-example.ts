import type { PrintedStep } from '../core/steps.ts'
import type { ServiceName } from '../core/topology.ts'
import { connectNetwork, createNetwork, runContainer } from './run-commands.ts'

export interface ExampleFacts {
  root: string
  /** `name:tag` of each image. */
  images: Readonly<Record<ServiceName, string>>
  envFolder: string
  /** What Caddy serves: a host name, or `:80` for plain HTTP. */
  site: string
  /** Of the edge, on this machine. */
  ports: { http: number; https: number }
  beside: { postgres: string; caddy: string }
}

const inside = 'parlance-internal'
const outside = 'parlance-external'

/** Parlance without Compose: the plain commands, in order, as an operator would type them. */
export function exampleSteps({ root, images, envFolder, site, ports, beside }: ExampleFacts): PrintedStep[] {
  const own = (service: ServiceName) => ({
    name: `parlance-${service}`,
    image: images[service],
    network: inside,
    aliases: [service],
    envFile: `${envFolder}/.env.${service}`,
  })
  const backend = { TRANSLATION_ADDRESS: 'translation:50051', SCRAPER_ADDRESS: 'scraper:50061' }
  return [
    { summary: 'two networks: one reaches no internet', process: createNetwork(inside, { internal: true }) },
    { summary: 'and one that does', process: createNetwork(outside) },
    {
      summary: 'the database; its password comes from .env.backend',
      process: runContainer({
        name: 'parlance-postgres',
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
        volumes: ['parlance_postgres:/var/lib/postgresql/data'],
        tmpfs: ['/var/run/postgresql:uid=999,gid=999'],
        shmSize: '128m',
      }),
    },
    {
      summary: 'the schema, before the backend that needs it',
      process: runContainer({
        ...own('backend'),
        name: 'parlance-migrate',
        aliases: [],
        env: backend,
        task: true,
        command: ['dist/backend/database-main.mjs', 'migrate'],
      }),
    },
    {
      summary: 'the translation service',
      process: runContainer({ ...own('translation'), volumes: ['parlance_models:/data/models'] }),
    },
    {
      summary: "the scraper, with the profile that allows Chromium's sandbox",
      process: runContainer({
        ...own('scraper'),
        security: [`seccomp=${root}/deploy/seccomp/chromium.json`],
        shmSize: '512m',
      }),
    },
    { summary: 'it reads pages of the internet', process: connectNetwork(outside, 'parlance-scraper') },
    {
      summary: 'the backend; one node needs no Redis, so its address is emptied',
      process: runContainer({
        ...own('backend'),
        env: { ...backend, REDIS_URL: '' },
        volumes: ['parlance_assets:/data/assets'],
      }),
    },
    {
      summary: 'the frontend',
      process: runContainer({
        ...own('frontend'),
        env: { BACKEND_URL: 'http://backend:3001' },
        tmpfs: ['/app/services/frontend/.next/cache:uid=1000,gid=1000'],
      }),
    },
    {
      summary: site === ':80' ? 'the edge, over plain HTTP' : 'the edge, with a certificate for the site',
      process: runContainer({
        name: 'parlance-edge',
        image: beside.caddy,
        network: inside,
        env: { PARLANCE_SITE: site },
        volumes: [
          `${root}/deploy/caddy/Caddyfile:/etc/caddy/Caddyfile:ro`,
          'parlance_caddy-data:/data',
          'parlance_caddy-config:/config',
        ],
        ports: [`${ports.http}:80`, ...(site === ':80' ? [] : [`${ports.https}:443`])],
        capabilities: ['NET_BIND_SERVICE'],
      }),
    },
    { summary: 'which the world reaches', process: connectNetwork(outside, 'parlance-edge') },
  ]
}
