import {
  backingNames,
  developmentServices,
  type Inspectors,
  type PortName,
  type Ports,
  portVariable,
  type ServiceName,
  serviceNames,
} from '../core/topology.ts'
import type { Project } from './compose-commands.ts'

/** Parts of the development stack in Docker, in the order in which they are listed. */
export const devParts: readonly PortName[] = [...backingNames, ...developmentServices]
export type DevPart = PortName

export interface DevFacts {
  root: string
  /** Key of the checkout: part of labels. */
  checkout: string
  instance: string
  /** Compose's project name. */
  project: string
  ports: Ports
  /** Folder of the instance's backups. */
  backups: string
  version: string
  /** Of the developer. */
  uid: number
  gid: number
  /** Tags of the development images. */
  tags: Readonly<Record<ServiceName, string>>
  postgresPassword: string
  jwtSecret: string
  /** The engine can ask for health often at the start and seldom later (Docker 25). */
  startInterval: boolean
  /** Services whose Node opens its inspector, and what publishes these: undefined for none. */
  inspectors?: { ports: Inspectors; file: string }
}

/** Chromium's sandbox does nothing for root, and ffmpeg reads what strangers send: root lends both the images' own user. */
const unprivileged = 1000

/** The values that docker-compose.dev.yml leaves open. */
export function devProject(facts: DevFacts): Project {
  const { root, ports, tags, uid, gid } = facts
  const base = `${root}/docker-compose.dev.yml`
  return {
    name: facts.project,
    folder: root,
    files: [
      base,
      ...(facts.startInterval ? [`${root}/deploy/start-interval.yml`] : []),
      ...(facts.inspectors ? [facts.inspectors.file] : []),
    ],
    env: {
      PARLANCE_CHECKOUT: facts.checkout,
      PARLANCE_INSTANCE: facts.instance,
      PARLANCE_VERSION: facts.version,
      PARLANCE_UID: String(uid),
      PARLANCE_GID: String(gid),
      PARLANCE_UNPRIVILEGED_UID: String(uid === 0 ? unprivileged : uid),
      PARLANCE_UNPRIVILEGED_GID: String(uid === 0 ? unprivileged : gid),
      PARLANCE_BACKUPS: facts.backups,
      PARLANCE_POSTGRES_PASSWORD: facts.postgresPassword,
      PARLANCE_JWT_SECRET: facts.jwtSecret,
      PARLANCE_HEALTH_INTERVAL: '10s',
      ...Object.fromEntries(devParts.map((name) => [portVariable(name), String(ports[name])])),
      ...Object.fromEntries(serviceNames.map((name) => [devTagVariable(name), tags[name]])),
      ...Object.fromEntries(
        Object.keys(facts.inspectors?.ports ?? {}).map((name) => [
          `PARLANCE_${name.toUpperCase()}_INSPECT`,
          `--inspect=0.0.0.0:${inspectorInside}`,
        ]),
      ),
    },
  }
}

/** Where an inspector listens inside of its container. */
const inspectorInside = 9229

/** A file for Compose that publishes inspectors on loopback; without it their containers have no such port. */
export const inspectorOverlay = (ports: Inspectors): string =>
  `${JSON.stringify({
    services: Object.fromEntries(
      Object.entries(ports).map(([name, port]) => [
        name,
        { ports: [`127.0.0.1:${port}:${inspectorInside}`] },
      ]),
    ),
  })}\n`

const devTagVariable = (name: ServiceName) => `PARLANCE_${name.toUpperCase()}_DEV_TAG`

export const devImage = (name: ServiceName) => `parlance-dev/${name}`

/** Volumes that hold what people made; the others can be made again. */
export const dataVolumes = (project: string) =>
  ['postgres', 'redis', 'assets'].map((name) => `${project}_${name}`)
