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
    stdout: JSON.stringify({ services: { backend: { environment: { PUBLIC_URL: 'https://example.org' } } } }),
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

/** Objects that carry the labels of an owner. */
export const labelled: readonly Reply[] = [
  { when: /container ls .*dev\.parlance/, stdout: 'p-backend-1\np-postgres-1\n' },
  { when: 'volume ls', stdout: 'parlance-x-told_postgres\nparlance-x-told_assets\nparlance-x-told_pages\n' },
  { when: 'network ls', stdout: 'parlance-x-told_default\n' },
  { when: 'image ls', stdout: 'sha256:8 parlance-dev/backend:old\nsha256:9 parlance/backend:0.0.9\n' },
]
