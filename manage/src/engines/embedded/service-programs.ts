import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { missingError } from '../../core/errors.ts'
import type { ProcessSpec } from '../../core/process-spec.ts'
import { nextFolder } from '../../core/services/frontend.ts'
import { type EnvironmentFacts, urlHost } from '../../core/services/service.ts'
import {
  developmentServices,
  type Inspectors,
  type Ports,
  type ServiceName,
  services,
} from '../../core/topology.ts'
import { serviceProbe } from '../probe/service-probe.ts'
import { serviceEnvironment } from './service-environment.ts'
import type { ProgramPlan, StepName } from './stack-types.ts'

export interface ProgramFacts extends EnvironmentFacts {
  root: string
  ports: Ports
}

const reloadDelay = '60ms'

/**
 * The services under their own hot reload: nodemon, or Next.js for the frontend.
 * @param inspectors ports on which their Node is to open its inspector.
 * @param without those that are not started.
 */
export function servicePrograms(
  facts: ProgramFacts,
  caller: Readonly<NodeJS.ProcessEnv>,
  inspectors: Inspectors = {},
  without: readonly ServiceName[] = [],
): ProgramPlan[] {
  const here = developmentServices.filter(
    (name) => !without.includes(name) && services[name].lacks?.(facts) === undefined,
  )
  return here.map((name) => {
    const { folder, health, needs, reload } = services[name]
    const isNext = reload === 'next'
    const cwd = join(facts.root, folder)
    const port = facts.ports[name]
    const packages = packageSources(facts.root)
    const inspector =
      inspectors[name] === undefined ? undefined : `${urlHost(facts.host)}:${inspectors[name]}`
    return {
      name,
      command: {
        ...(isNext ? nextCommand(cwd, facts, port, inspector) : nodemonCommand(cwd, packages, inspector)),
        cwd,
        env: {
          ...serviceEnvironment(name, facts, caller),
          PATH: [dirname(process.execPath), caller.PATH ?? ''].join(delimiter),
          NODE_COMPILE_CACHE: join(facts.root, 'node_modules', '.cache', name),
          NODE_OPTIONS: nodeOptions(caller),
        },
      },
      address:
        health.protocol === 'http' ? `http://${facts.publicHost}:${port}` : `${urlHost(facts.host)}:${port}`,
      port,
      ...(inspector === undefined ? {} : { inspector }),
      probe: serviceProbe(name, facts.host, port),
      after: needs.map(stepOf),
      reloader: !isNext,
      watch: [join(cwd, 'src'), ...packages].filter((path) => existsSync(path)),
      stopSignal: 'SIGTERM',
      // Next.js writes down what it compiled, which can take a while on a busy machine.
      graceMs: isNext ? 20_000 : 8_000,
      ...(isNext ? { cache: join(cwd, nextFolder(facts.instance), 'dev', 'cache') } : {}),
    }
  })
}

/** What this machine lacks for services, and what comes of that, for people. */
export const lackingHere = (facts: Pick<EnvironmentFacts, 'ffmpeg'>): string[] =>
  developmentServices.flatMap((name) => services[name].lacks?.(facts) ?? [])

/** Whoever needs the database needs its schema. */
export const stepOf = (need: string): StepName => (need === 'postgres' ? 'database' : (need as StepName))

// The debugger's port can serve one process, and it would be handed to every one.
export const nodeOptions = (caller: Readonly<NodeJS.ProcessEnv>) =>
  (caller.NODE_OPTIONS ?? '').replaceAll(/--inspect\S*/g, '').trim()

function nodemonCommand(
  cwd: string,
  packages: readonly string[],
  inspector: string | undefined,
): Pick<ProcessSpec, 'file' | 'args'> {
  const watched = ['src', ...packages].flatMap((path) => ['--watch', path])
  const how = [
    '--ext',
    'ts,json,proto',
    '--signal',
    'SIGTERM',
    '--delay',
    reloadDelay,
    '--exitcrash',
    '--no-stdin',
    '--no-colours',
  ]
  return {
    file: process.execPath,
    // Type stripping keeps every line and column, so no source maps are needed. Without flags before the file, nodemon
    // forks the service itself: no shell stands between. With a flag it takes a shell, which makes room for the service.
    args: [
      entryOf(cwd, 'nodemon/bin/nodemon.js'),
      ...watched,
      ...how,
      '--exec',
      inspector === undefined ? 'node' : `exec node --inspect=${inspector}`,
      'src/main.ts',
    ],
  }
}

const nextCommand = (
  cwd: string,
  { host }: ProgramFacts,
  port: number,
  inspector: string | undefined,
): Pick<ProcessSpec, 'file' | 'args'> => ({
  file: process.execPath,
  args: [
    entryOf(cwd, 'next/dist/bin/next'),
    'dev',
    '--port',
    String(port),
    '--hostname',
    host,
    ...(inspector === undefined ? [] : [`--inspect=${inspector}`]),
  ],
})

/** The file itself, because going through a package manager costs half a second a service. */
function entryOf(cwd: string, path: string): string {
  try {
    return createRequire(join(cwd, 'package.json')).resolve(path)
  } catch (error) {
    throw missingError(`${path.split('/')[0]} is not installed in ${cwd}`, {
      cause: error,
      hint: 'Install the dependencies: npx pnpm@12.21.0 install',
    })
  }
}

function packageSources(root: string): string[] {
  const folder = join(root, 'packages')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .map((name) => join(folder, name, 'src'))
    .filter((path) => existsSync(path))
}
