import { ManageError } from '../core/errors.ts'
import type { ProcessSpec } from '../core/process-spec.ts'

/** A Compose project: what the files describe, under a name of its own. */
export interface Project {
  name: string
  /** Absolute path that relative paths of the files start from. */
  folder: string
  /** Absolute paths, each adding to the one before. */
  files: readonly string[]
  /** Read by Compose itself, for variables of the files that no value is given for. */
  envFile?: string
  /** Values for the variables of the files; secrets among them, so they travel as environment. */
  env: Readonly<Record<string, string>>
}

/** @returns `docker compose … <args>`, with everything the project needs. */
export function compose(project: Project, args: readonly string[]): ProcessSpec {
  return {
    file: 'docker',
    args: [
      'compose',
      '--ansi',
      'never',
      '--project-name',
      project.name,
      '--project-directory',
      project.folder,
      ...project.files.flatMap((file) => ['--file', file]),
      ...(project.envFile === undefined ? [] : ['--env-file', project.envFile]),
      ...args,
    ],
    env: project.env,
  }
}

/** The files as Compose understands them, with every variable and env file filled in: one JSON document. */
export const composeConfig = (project: Project): ProcessSpec =>
  compose(project, ['config', '--format', 'json'])

/**
 * Creates and starts; images are there by now. Waits only for what others of them depend on, as their files say: whoever
 * waits for health asks by itself.
 */
export function composeUp(
  project: Project,
  services: readonly string[],
  options: {
    noDependencies?: boolean
    noRecreate?: boolean
    /** Containers of the one service that is named. */
    scale?: number
    /** Creates, and starts nothing. */
    noStart?: boolean
  } = {},
): ProcessSpec {
  const { noDependencies, noRecreate, scale, noStart } = options
  return compose(project, [
    'up',
    noStart ? '--no-start' : '--detach',
    '--no-build',
    '--quiet-pull',
    '--pull',
    'missing',
    ...(services.length === 0 ? ['--remove-orphans'] : []),
    ...(noDependencies ? ['--no-deps'] : []),
    ...(noRecreate ? ['--no-recreate'] : []),
    ...(scale === undefined ? [] : ['--scale', `${services[0]}=${scale}`]),
    ...services,
  ])
}

/** Stops and removes containers and networks; volumes stay. @param graceSeconds until a container is killed. */
export const composeDown = (project: Project, graceSeconds: number): ProcessSpec =>
  compose(project, ['down', '--remove-orphans', '--timeout', String(graceSeconds)])

/** @param graceSeconds until they are killed; each one's own without it */
export const composeStop = (
  project: Project,
  services: readonly string[],
  graceSeconds?: number,
): ProcessSpec =>
  compose(project, [
    'stop',
    ...(graceSeconds === undefined ? [] : ['--timeout', String(graceSeconds)]),
    ...services,
  ])

/** Lets containers go on that were stopped in their tracks. */
export const composeUnpause = (project: Project, services: readonly string[]): ProcessSpec =>
  compose(project, ['unpause', ...services])

export const composeRestart = (project: Project, services: readonly string[]): ProcessSpec =>
  compose(project, ['restart', '--no-deps', ...services])

export interface LogSelection {
  services: readonly string[]
  follow?: boolean
  /** Last lines of each service. */
  tail?: number
  since?: Date
  until?: Date
}

/** Lines as `service-1  | 2026-11-21T02:00:00.000000000Z text`. */
export function composeLogs(
  project: Project,
  { services, follow, tail, since, until }: LogSelection,
): ProcessSpec {
  return compose(project, [
    'logs',
    '--no-color',
    '--timestamps',
    ...(follow ? ['--follow'] : []),
    ...(tail === undefined ? [] : ['--tail', String(tail)]),
    ...(since === undefined ? [] : ['--since', since.toISOString()]),
    ...(until === undefined ? [] : ['--until', until.toISOString()]),
    ...services,
  ])
}

/** A command in a running container. @param terminal with this terminal's input and output. */
export const composeExec = (
  project: Project,
  service: string,
  command: readonly string[],
  { terminal = false } = {},
): ProcessSpec => compose(project, ['exec', ...(terminal ? [] : ['--no-TTY']), service, ...command])

/** Ends a container at once, without a word to it. */
export const composeKill = (project: Project, services: readonly string[]): ProcessSpec =>
  compose(project, ['kill', ...services])

/** Folders of our containers in whose place none of the machine's can be put. */
const ownFolders = ['/', '/tmp', '/app', '/data', '/data/assets', '/data/backups']

/**
 * A command in a new container of the service, which is gone afterwards; nothing else is started.
 *
 * @param mounts folders of this machine that it finds under the same path
 * @param user `uid:gid` that it works as, in place of its image's
 * @throws ManageError (usage) for a folder that a container has one of its own of
 */
export const composeRun = (
  project: Project,
  service: string,
  command: readonly string[],
  { mounts = [], user }: { mounts?: readonly string[]; user?: string } = {},
): ProcessSpec => {
  const taken = mounts.find((folder) => ownFolders.includes(folder))
  if (taken !== undefined) {
    throw new ManageError(
      'usage',
      `a container has a ${taken} of its own, and cannot see the one of this machine`,
      {
        hint: 'Put the file into a folder of its own, such as one below it.',
      },
    )
  }
  const volumes = mounts.flatMap((folder) => ['--volume', `${folder}:${folder}`])
  return compose(project, [
    ...['run', '--rm', '--no-deps', '--no-TTY', '--quiet-pull'],
    ...volumes,
    ...(user === undefined ? [] : ['--user', user]),
    service,
    ...command,
  ])
}
