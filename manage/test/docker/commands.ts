import type { ProcessSpec } from '../../src/core/process-spec.ts'
import { portsOf, type ServiceName } from '../../src/core/topology.ts'
import {
  composeConfig,
  composeDown,
  composeExec,
  composeKill,
  composeLogs,
  composeRestart,
  composeRun,
  composeStop,
  composeUnpause,
  composeUp,
  type Project,
} from '../../src/docker/compose-commands.ts'
import { devProject } from '../../src/docker/development-project.ts'
import {
  buildImage,
  imageHistory,
  inspectImages,
  listImages,
  pullImage,
  pushImage,
  removeImages,
  runScript,
  saveImages,
  tagImage,
} from '../../src/docker/image-commands.ts'
import {
  containerExec,
  containerLogs,
  dockerInfo,
  inspectContainers,
  listContainers,
  listLabelled,
  listUsedImages,
  removeObjects,
} from '../../src/docker/object-commands.ts'
import { exampleSteps } from '../../src/docker/production-example.ts'
import { prodProject } from '../../src/docker/production-project.ts'
import { developmentLabels } from '../../src/docker/resources.ts'
import { connectNetwork, createNetwork, runContainer } from '../../src/docker/run-commands.ts'
import {
  inspectServices,
  inspectTasks,
  listTasks,
  removeServices,
  renewService,
  rollbackService,
  stackDeploy,
  stackRemove,
  stackServices,
} from '../../src/docker/stack-commands.ts'

const tags = {
  backend: 'aaaaaaaaaaaa',
  frontend: 'bbbbbbbbbbbb',
  translation: 'cccccccccccc',
  scraper: 'dddddddddddd',
  keeper: 'eeeeeeeeeeee',
  video: 'ffffffffffff',
}

export const devProjectAt = (
  root: string,
  startInterval = false,
  inspectors?: Parameters<typeof devProject>[0]['inspectors'],
): Project =>
  devProject({
    root,
    checkout: '0badcafe',
    instance: 'review',
    project: 'parlance-0badcafe-review',
    ports: portsOf('development', 100),
    version: '1.2.3',
    backups: `${root}/.parlance/review/backups`,
    uid: 0,
    gid: 0,
    tags,
    postgresPassword: 'secret one',
    jwtSecret: 'secret two',
    startInterval,
    ...(inspectors ? { inspectors } : {}),
  })

export const prodProjectAt = (
  root: string,
  envFolder: string,
  {
    publish = false,
    tier = 'scraper',
    grafana,
    outward = [],
  }: {
    publish?: boolean
    tier?: 'scraper' | 'full'
    grafana?: number
    outward?: readonly ServiceName[]
  } = {},
): Project =>
  prodProject({
    root,
    instance: 'default',
    project: 'parlance',
    tier,
    ...(grafana === undefined ? {} : { grafana }),
    ports: portsOf('production', 0),
    edge: { http: 80, https: 443 },
    publish,
    outward,
    images: 'registry.example.org/team/parlance',
    tags,
    envFolder,
    site: 'example.org',
    bind: '0.0.0.0',
  })

/** Every command that is ever given to docker, by what it is for; the contract ring hands each to docker's own parser. */
export function everyCommand(root: string, envFolder: string): Readonly<Record<string, ProcessSpec>> {
  const dev = devProjectAt(root)
  const prod = prodProjectAt(root, envFolder)
  const examples = exampleSteps({
    root,
    instance: 'default',
    images: {
      backend: 'parlance/backend:aaaaaaaaaaaa',
      frontend: 'parlance/frontend:bbbbbbbbbbbb',
      translation: 'parlance/translation:cccccccccccc',
      scraper: 'parlance/scraper:dddddddddddd',
      keeper: 'parlance/keeper:eeeeeeeeeeee',
      video: 'parlance/video:ffffffffffff',
    },
    envFolder,
    edge: { site: 'example.org', http: 80, https: 8443 },
    outward: ['backend'],
    bind: '0.0.0.0',
    beside: { postgres: 'postgres:17', caddy: 'caddy:2' },
  })
  return {
    'dev up': composeUp(dev, []),
    'dev up with start interval': composeUp(devProjectAt(root, true), []),
    'dev up with an inspector': composeUp(
      devProjectAt(root, false, { ports: { backend: 9329 }, file: `${envFolder}/inspect.json` }),
      [],
    ),
    'one service up': composeUp(dev, ['postgres']),
    'prod up': composeUp(prod, []),
    'prod up, published': composeUp(prodProjectAt(root, envFolder, { publish: true }), []),
    'prod up, a backend with a mail server': composeUp(
      prodProjectAt(root, envFolder, { outward: ['backend'] }),
      [],
    ),
    'prod up, the full tier': composeUp(prodProjectAt(root, envFolder, { tier: 'full' }), [], {}),
    'prod up, the full tier with Grafana': composeUp(
      prodProjectAt(root, envFolder, { tier: 'full', grafana: 3003 }),
      [],
    ),
    'made, and not started': composeUp(prod, ['backend', 'edge'], { noDependencies: true, noStart: true }),
    'made beside another': composeUp(prod, ['backend'], {
      noDependencies: true,
      noRecreate: true,
      noStart: true,
      scale: 2,
    }),
    'what Compose reads': composeConfig(prod),
    down: composeDown(dev, 0),
    stop: composeStop(dev, ['postgres']),
    unpause: composeUnpause(dev, ['frontend']),
    kill: composeKill(dev, ['frontend']),
    restart: composeRestart(dev, ['backend', 'scraper']),
    logs: composeLogs(dev, {
      services: ['backend'],
      follow: true,
      tail: 0,
      since: new Date(0),
      until: new Date(86_400_000),
    }),
    'all logs': composeLogs(dev, { services: [] }),
    exec: composeExec(dev, 'backend', ['node', '--eval', 'a "b" c', '']),
    'exec at a terminal': composeExec(dev, 'postgres', ['psql'], { terminal: true }),
    run: composeRun(prod, 'backend', ['dist/backend/database-main.mjs', 'migrate', '--json']),
    'run with a folder that is lent': composeRun(prod, 'backend', ['dist/backend/database-main.mjs'], {
      mounts: [`${root}/data`],
      user: '1000:1000',
    }),
    build: buildImage({
      context: root,
      dockerfile: 'services/backend/Dockerfile',
      target: 'production',
      tags: ['parlance/backend:aaaaaaaaaaaa', 'parlance/backend:1.2.3'],
      args: { APP_VERSION: '1.2.3', SOURCE: '', CREATED: '2026-11-21T00:00:00.000Z' },
      labels: { 'dev.parlance.image': 'backend' },
    }),
    'inspect images': inspectImages(['parlance/backend:1.2.3', 'node:24-trixie-slim']),
    pull: pullImage('redis:8'),
    tag: tagImage('parlance/backend:1.2.3', 'localhost:5000/parlance/backend:1.2.3'),
    push: pushImage('localhost:5000/parlance/backend:1.2.3'),
    script: runScript('parlance/backend:1.2.3', 'echo "$ID"; dpkg-query --show'),
    save: saveImages('/srv/images.tar', ['parlance/backend:1.2.3', 'postgres:17']),
    history: imageHistory('parlance/backend:1.2.3'),
    'list images': listImages('dev.parlance.target=production'),
    'remove images': removeImages(['parlance/backend:1.2.2']),
    'list containers': listLabelled('container', developmentLabels('0badcafe', 'review')),
    'list volumes': listLabelled('volume', developmentLabels('0badcafe')),
    'list networks': listLabelled('network', ['dev.parlance.production=default']),
    'list used images': listUsedImages(),
    'list every container': listContainers(),
    'remove containers': removeObjects('container', ['one', 'two']),
    'remove volumes': removeObjects('volume', ['parlance_postgres']),
    'remove networks': removeObjects('network', ['parlance_internal']),
    'inspect containers': inspectContainers(['one']),
    'container logs': containerLogs('one', 0),
    'exec in a container': containerExec('one', ['node', '--eval', 'a "b" c', '']),
    info: dockerInfo(),
    'run a container': runContainer({
      name: 'parlance-scraper',
      image: 'parlance/scraper:dddddddddddd',
      network: 'parlance-internal',
      aliases: ['scraper'],
      env: { EMPTY: '', SPACED: 'two words' },
      volumes: ['parlance_models:/data/models'],
      ports: ['127.0.0.1:0:3001'],
      tmpfs: ['/run'],
      security: [`seccomp=${root}/deploy/seccomp/chromium.json`],
      capabilities: ['NET_BIND_SERVICE'],
      user: '0:0',
      shmSize: '512m',
      command: ['--', ''],
    }),
    'run a task': runContainer({ name: 'task', image: 'debian:trixie-slim', network: 'none', task: true }),
    'create network': createNetwork('parlance-internal', { internal: true }),
    'create a network of a swarm': createNetwork('parlance_front', {
      internal: true,
      swarm: true,
      labels: ['dev.parlance.production=default'],
    }),
    'what a swarm is to run': stackDeploy('parlance'),
    'remove a stack': stackRemove('parlance'),
    'list services of a stack': stackServices('parlance'),
    'inspect services': inspectServices(['parlance_backend']),
    'remove services': removeServices(['parlance_scraper']),
    'new tasks of a service': renewService('parlance_backend'),
    'a service as it was': rollbackService('parlance_backend'),
    'list tasks': listTasks(['parlance_backend']),
    'inspect tasks': inspectTasks(['0123456789abcdef']),
    'connect network': connectNetwork('parlance-external', 'parlance-edge'),
    ...Object.fromEntries(
      examples.flatMap(({ summary, process }) => (process ? [[`example: ${summary}`, process]] : [])),
    ),
  }
}
