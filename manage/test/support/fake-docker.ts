import { createOutput } from '../../src/cli/output.ts'
import { parseConfig } from '../../src/core/config.ts'
import type { Context } from '../../src/core/context.ts'
import { interruptedError, ManageError } from '../../src/core/errors.ts'
import type { Completed, ProcessSpec, RunOptions } from '../../src/core/process-spec.ts'
import { formatCommand } from '../../src/core/shown-process.ts'
import { portsOf } from '../../src/core/topology.ts'

interface Container {
  service: string
  number: number
  digest: string
  version: string
  running: boolean
  networks: Set<string>
}

const nothing: Completed = { code: 0, stdout: '', stderr: '' }
const onFront = new Set(['backend', 'frontend'])

/** What happens to the process of `manage`, and when. */
export interface Fate {
  /** At the command of this number, from 0; questions do not count. */
  at: number
  /** It dies before the command is carried out, or when Docker has carried it out; or it gets Ctrl-C at that moment. */
  how: 'killed before' | 'killed after' | 'Ctrl-C'
}

/**
 * A Docker that is a table of containers, as far as a release speaks with it: what it is told changes the table, what it is
 * asked is answered from it. It says what visitors would have met after every command.
 */
export class FakeDocker {
  readonly project: string
  readonly containers = new Map<string, Container>()
  /** What the files describe. */
  wanted = 'old'
  /** A version whose containers are never healthy. */
  broken: string | undefined
  /** Services that at some moment nobody answered for. */
  readonly outages: string[] = []
  /** Lines of commands that changed something, in order. */
  readonly commands: string[] = []
  #sawRunning = false

  constructor(project: string) {
    this.project = project
  }

  /** Versions that visitors reach, by service, each once. */
  serving(): Record<string, string[]> {
    return Object.fromEntries(
      [...onFront].map((service) => [
        service,
        [...new Set(this.#reached(service).map(({ version }) => version))],
      ]),
    )
  }

  /** How many containers there are of a service, running or not. */
  count(service: string): number {
    return [...this.containers.values()].filter((one) => one.service === service).length
  }

  /** A context whose processes speak with this Docker. @param fate of the process of `manage` */
  context(folder: string, fate?: Fate): { context: Context; died: Promise<void> } {
    const interruption = new AbortController()
    const death = Promise.withResolvers<void>()
    let dead = false
    let done = 0
    const run = (spec: ProcessSpec, options: RunOptions = {}): Promise<Completed> => {
      // Nobody is there any more who could be answered.
      if (dead) return new Promise(() => {})
      if (interruption.signal.aborted && !options.uninterrupted) return Promise.reject(interruptedError())
      const line = formatCommand({ ...spec, env: {} })
      const question = / (ls|inspect|config|logs) /.test(line)
      const mine = !question && done++ === fate?.at ? fate.how : undefined
      const die = () => {
        dead = true
        death.resolve()
        return new Promise<Completed>(() => {})
      }
      if (mine === 'killed before') return die()
      const answer = this.#answer(spec, line, question)
      if (mine === 'killed after') return die()
      if (mine === 'Ctrl-C') {
        interruption.abort()
        return Promise.reject(interruptedError())
      }
      if (answer.code !== 0 && options.allow !== 'any' && !options.allow?.includes(answer.code)) {
        return Promise.reject(new ManageError('failed', line, { details: { output: answer.stderr } }))
      }
      return Promise.resolve(answer)
    }
    const sink = { write: () => true }
    const context: Context = {
      root: folder,
      env: {},
      config: parseConfig({}),
      instance: {
        name: 'told',
        folder,
        offset: 0,
        ports: portsOf('development', 0),
        project: 'parlance-x-told',
      },
      engine: 'docker',
      output: createOutput({ stdout: sink, stderr: sink, json: false, colour: false }),
      runner: { run, attach: async () => 0 },
      signal: interruption.signal,
    }
    return { context, died: death.promise }
  }

  #reached(service: string): Container[] {
    return [...this.containers.values()].filter(
      (one) => one.service === service && one.running && one.networks.has(`${this.project}_front`),
    )
  }

  #answer({ args, env = {} }: ProcessSpec, line: string, question: boolean): Completed {
    if (question) return this.#tell(args, line)
    this.commands.push(line.replace(/docker compose .*--project-directory \S+ /, 'docker compose '))
    const failed = this.#obey(args, env, line)
    if (this.#sawRunning) {
      for (const service of onFront)
        if (this.#reached(service).length === 0) this.outages.push(`${service}: ${line}`)
    }
    this.#sawRunning ||= [...onFront].every((service) => this.#reached(service).length > 0)
    return failed ?? nothing
  }

  #tell(args: readonly string[], line: string): Completed {
    if (line.includes(' config ')) {
      const names = ['backend', 'frontend', 'translation', 'postgres', 'edge']
      const version = (name: string) => (['postgres', 'edge'].includes(name) ? 'one' : this.wanted)
      const services = Object.fromEntries(names.map((name) => [name, { environment: { V: version(name) } }]))
      return { ...nothing, stdout: JSON.stringify({ services }) }
    }
    if (line.includes('container ls')) {
      return { ...nothing, stdout: [...this.containers.keys()].map((name) => `${name}\n`).join('') }
    }
    if (!line.includes('container inspect')) return nothing
    const found = args.slice(2).flatMap((name) => {
      const one = this.containers.get(name)
      return one ? [{ name, one }] : []
    })
    return { ...nothing, stdout: JSON.stringify(found.map(({ name, one }) => describe(name, one))) }
  }

  /** Carries a command out. @returns its failure; undefined when it went well */
  #obey(args: readonly string[], env: Readonly<Record<string, string>>, line: string): Completed | undefined {
    const last = args.at(-1) ?? ''
    if (args[0] === 'exec') {
      const one = args.map((word) => this.containers.get(word)).find(Boolean)
      const well = one?.running && one.version !== this.broken
      return well
        ? { ...nothing, stdout: '{"status":"healthy"}' }
        : { code: 1, stdout: '', stderr: 'connection refused' }
    }
    if (line.includes(' up --no-start ')) {
      const named = args.slice(args.indexOf('missing') + 1).filter((word) => !/^--|=/.test(word))
      for (const service of named) {
        const numbers = [...this.containers.values()].flatMap((one) =>
          one.service === service ? [one.number] : [],
        )
        // Compose makes one anew in its place, unless it is told to have more of them.
        const number = args.includes('--scale') ? 1 + Math.max(0, ...numbers) : (numbers[0] ?? 1)
        this.#make(service, number, env[`PARLANCE_${service.toUpperCase()}_CONFIG`] ?? '')
      }
      return
    }
    const one = this.containers.get(last)
    if (args[0] === 'network' && args[1] === 'disconnect') one?.networks.delete(args[2] ?? '')
    else if (args[0] === 'network') one?.networks.add(args.at(-2) ?? '')
    else if (args[1] === 'start' && one) one.running = true
    else if (args[1] === 'stop' && one) one.running = false
    else if (args[1] === 'rm') for (const name of args.slice(3)) this.containers.delete(name)
    else throw new Error(`nobody told this Docker what to do with: ${line}`)
    return
  }

  #make(service: string, number: number, digest: string): void {
    const networks = [`${this.project}_internal`, ...(onFront.has(service) ? [`${this.project}_front`] : [])]
    this.containers.set(`${this.project}-${service}-${number}`, {
      service,
      number,
      digest,
      version: this.wanted,
      running: false,
      networks: new Set(networks),
    })
  }
}

const describe = (name: string, { service, number, digest, running, networks }: Container) => ({
  Name: `/${name}`,
  Config: {
    Image: `parlance/${service}:0123456789ab`,
    Labels: {
      'com.docker.compose.service': service,
      'com.docker.compose.container-number': String(number),
      'dev.parlance.config': digest,
    },
    Healthcheck: { Test: ['CMD', 'health'] },
  },
  NetworkSettings: { Networks: Object.fromEntries([...networks].map((network) => [network, {}])) },
  State: { Running: running, StartedAt: running ? '2026-11-29T03:00:00Z' : '0001-01-01T00:00:00Z' },
})
