import type { ProcessSpec } from '../../src/core/process-spec.ts'
import type { Reply } from './scripted-runner.ts'

const image = (tags: readonly string[]) => ({
  Id: 'sha256:1',
  RepoTags: tags,
  Size: 100,
  RootFS: { Layers: [] },
})

/** What docker says of the base of all images. */
export const baseImage = JSON.stringify([image(['node:24-trixie-slim'])])

/** A daemon that answers, with the base of all images. */
export const daemon: readonly Reply[] = [
  {
    when: 'docker info',
    stdout: JSON.stringify({
      ServerVersion: '28.0.0',
      ClientInfo: { Version: '28.0.0', Plugins: [{ Name: 'compose', Version: '2.30.0' }] },
    }),
  },
  {
    when: / config --format json$/,
    stdout: JSON.stringify({
      services: {
        ...Object.fromEntries(
          ['edge', 'frontend', 'postgres', 'redis', 'translation', 'scraper', 'keeper', 'video'].map(
            (name) => [name, { image: name }],
          ),
        ),
        backend: { environment: { PUBLIC_URL: 'https://example.org' } },
      },
    }),
  },
  { when: 'inspect node:24-trixie-slim', stdout: baseImage },
]

const inspectOurs = /image inspect parlance/
const named = ({ args }: ProcessSpec) =>
  JSON.stringify(args.slice(2).map((name) => image([name, name.replace(/:.*/, ':0.1.0')])))

/** Every image of ours that is asked for is here. */
export const everyImage: Reply = { when: inspectOurs, stdout: named }
/** None is, until it is built. */
export const noImageYet: readonly Reply[] = [
  { when: inspectOurs, after: '$ docker build', stdout: named },
  { when: inspectOurs, code: 1, stdout: '[]', stderr: 'Error: No such image' },
]

const container = (service: string) => ({
  Name: `/p-${service}-1`,
  Config: { Image: `parlance/${service}:0123456789ab`, Labels: { 'com.docker.compose.service': service } },
  State: { Running: true, StartedAt: '2026-11-21T03:00:00Z', Health: { Status: 'healthy', Log: [] } },
})

/** Services have a container that runs. @param after a line that must have been run before. */
export const running = (services: readonly string[], after?: string): Reply[] => [
  {
    when: /container ls .*com\.docker\.compose\.project/,
    stdout: services.map((service) => `p-${service}-1\n`).join(''),
    ...(after === undefined ? {} : { after }),
  },
  { when: 'container inspect', stdout: JSON.stringify(services.map(container)) },
]

/** Parts that Compose makes when it is told to, under the names that it gives, and that are well when they are asked. */
export const madeParts = (project: string, parts: readonly string[]): Reply[] => {
  const facts = parts.map((part) => ({
    ...container(part),
    Name: `/${project}-${part}-1`,
    Config: { ...container(part).Config, Healthcheck: { Test: ['CMD', 'true'] } },
  }))
  return [
    {
      when: /container ls .*com\.docker\.compose\.project/,
      stdout: facts.map(({ Name }) => `${Name.slice(1)}\n`).join(''),
      after: 'up --no-start',
    },
    { when: 'container inspect', stdout: JSON.stringify(facts) },
  ]
}

/** Objects that carry the labels of an owner. */
export const labelled: readonly Reply[] = [
  { when: /container ls .*dev\.parlance/, stdout: 'p-backend-1\np-postgres-1\n' },
  { when: 'volume ls', stdout: 'parlance-x-told_postgres\nparlance-x-told_assets\nparlance-x-told_pages\n' },
  { when: 'network ls', stdout: 'parlance-x-told_default\n' },
  { when: 'image ls', stdout: 'sha256:8 parlance-dev/backend:old\nsha256:9 parlance/backend:0.0.9\n' },
]

/** A stack whose parts are replaced: each has its new container from the moment that Compose was told to make it. */
export const replaced: readonly Reply[] = (() => {
  const services = [
    'postgres',
    'redis',
    'backend',
    'frontend',
    'translation',
    'scraper',
    'keeper',
    'video',
    'edge',
  ]
  const stateful = new Set(['postgres', 'redis', 'edge'])
  const facts = (service: string, number: number) => ({
    ...container(service),
    Name: `/parlance-told-${service}-${number}`,
    Config: {
      ...container(service).Config,
      Labels: {
        'com.docker.compose.service': service,
        'com.docker.compose.container-number': String(number),
        'com.docker.compose.config-hash':
          stateful.has(service) || number > 1 ? `wanted-${service}` : 'earlier',
      },
      Healthcheck: { Test: ['CMD', 'true'] },
    },
    NetworkSettings: { Networks: { 'parlance-told_front': {} } },
  })
  const old = services.map((service) => facts(service, 1))
  const names = (all: readonly { Name: string }[]) => all.map(({ Name }) => `${Name.slice(1)}\n`).join('')
  const both = [
    ...old,
    ...services.filter((service) => !stateful.has(service)).map((service) => facts(service, 2)),
  ]
  const list = /container ls .*com\.docker\.compose\.project/
  return [
    { when: list, stdout: names(both), after: '--no-start' },
    { when: list, stdout: names(old) },
    { when: 'container inspect', stdout: JSON.stringify(both), after: '--no-start' },
    { when: 'container inspect', stdout: JSON.stringify(old) },
  ]
})()
