import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { missingError } from '../../core/errors.ts'
import { checkoutKey } from '../../core/instance.ts'
import type { ProcessSpec } from '../../core/process-spec.ts'
import { projectVersion } from '../../core/project-version.ts'
import type { Step } from '../../core/steps.ts'
import { runMark } from '../../engines/embedded/run-state.ts'
import { imageKey } from '../../images/image-key.ts'
import { gatewaySource } from '../../images/image-plan.ts'
import { startBackground, stopBackground } from '../../machine/background.ts'
import { portFault, portHolder } from '../../machine/ports.ts'
import { isAlive, type ProcessIdentity } from '../../machine/process-table.ts'
import { sweep } from '../../machine/terminate.ts'
import { gatewayFacts, gatewayFolder, gatewaySecret, prepareGateway } from '../gateway-facts.ts'
import { machineEnvironment } from './machine-environment.ts'

/** Longer than the gateway takes to end what it is doing. */
const graceMs = 15_000

/** The gateway that runs as a process, and what it was started with. */
interface Running {
  /** Absent while it is being started. */
  process?: ProcessIdentity
  key: string
}

type Asker = Pick<Context, 'root' | 'config'>

const fileOf = ({ root }: Pick<Context, 'root'>) => join(gatewayFolder(root), 'gateway.json')
/** What the gateway says. */
export const gatewayLog = ({ root }: Pick<Context, 'root'>): string =>
  join(gatewayFolder(root), 'gateway.log')
/** Stands in the environment of every gateway of a checkout: one whose start was cut short is found by it. */
const markOf = ({ root }: Pick<Context, 'root'>) => runMark(`previews-${checkoutKey(root)}-gateway`)

function readRunning(context: Pick<Context, 'root'>): Running | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(context), 'utf8')) as Running
  } catch {
    return undefined
  }
}

function gatewayCommand(context: Asker): ProcessSpec {
  const facts = gatewayFacts(context)
  const { previews } = context.config
  return {
    file: process.execPath,
    args: [join(import.meta.dirname, 'preview-gateway-main.ts'), context.root],
    cwd: context.root,
    env: {
      HOST: facts.bind.replace(/^\[(.*)\]$/, '$1'),
      PORT: String(facts.port),
      LOG_LEVEL: 'info',
      APP_VERSION: projectVersion(context.root),
      PREVIEW_NOTES: facts.notes,
      PREVIEW_ORIGIN: facts.origin.origin,
      PREVIEW_IDLE: String(previews.idle),
      PREVIEW_MOST: String(previews.most),
      PREVIEW_SECRET: gatewaySecret(facts) ?? '',
    },
  }
}

/** Tells gateways apart by their sources and variables. */
const keyOf = ({ root }: Asker, { env }: ProcessSpec) =>
  createHash('sha256')
    .update(JSON.stringify(env))
    .update(imageKey({ root, source: gatewaySource, target: 'production', base: process.version, args: {} }))
    .digest('hex')

/** Has the gateway run as a process, and begin anew where its sources or variables are others than those it was started with. */
export function gatewayProcessSteps(context: Context): Step[] {
  const facts = gatewayFacts(context)
  return [
    {
      summary: `keep what previews there are, and a secret for links, in ${facts.folder}`,
      act: () => prepareGateway(facts),
    },
    {
      summary: `have the gateway of previews run on ${facts.bind}:${facts.port}`,
      async act() {
        const command = gatewayCommand(context)
        const key = keyOf(context, command)
        const running = readRunning(context)
        if (running?.key === key && running.process && isAlive(running.process)) return
        await endGateway(context)
        await assertFree(facts.port, command.env?.HOST ?? '')
        const [mark = '', value = ''] = markOf(context).split('=')
        writeFileSync(fileOf(context), JSON.stringify({ key } satisfies Running))
        const environment = { ...machineEnvironment(context.env), [mark]: value }
        const process = await startBackground(command, environment, gatewayLog(context))
        writeFileSync(fileOf(context), JSON.stringify({ process, key } satisfies Running))
      },
    },
  ]
}

/** @throws ManageError (missing) that says who holds the port */
async function assertFree(port: number, host: string): Promise<void> {
  const fault = await portFault(host, port)
  if (fault === undefined) return
  const holder = fault === 'EADDRINUSE' ? `is held by ${portHolder(port) ?? 'another user'}` : `says ${fault}`
  throw missingError(`port ${port} of the gateway of previews ${holder}`, {
    hint: 'Stop that process, or move the gateway with PREVIEW_PORT=<port>.',
  })
}

/** The one that is written down is asked; one that is not, since its start was cut short, has nothing to end. */
async function endGateway(context: Asker): Promise<void> {
  const { process } = readRunning(context) ?? {}
  if (process) await stopBackground(process, graceMs)
  await sweep(markOf(context))
}

/** Ends the gateway's process, where there is one. */
export function gatewayEndSteps(context: Asker): Step[] {
  if (!existsSync(fileOf(context))) return []
  return [
    {
      summary: 'end the gateway of previews',
      async act() {
        await endGateway(context)
        rmSync(fileOf(context), { force: true })
      },
    },
  ]
}
