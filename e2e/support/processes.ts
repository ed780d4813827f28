import { execFileSync } from 'node:child_process'
import { servicesOf } from './stack.ts'

interface ProcessRow {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

function processRows(): ProcessRow[] {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return pid && parent && command ? [{ pid: Number(pid), parent: Number(parent), command }] : []
  })
}

/**
 * The process that is the service itself: a reloader may stand between it and the supervisor.
 *
 * @throws Error where it does not run
 */
export async function servicePid(instance: string, service: string): Promise<number> {
  const leader = (await servicesOf(instance)).find(({ name }) => name === service)?.pid
  const rows = processRows()
  const family = leader === undefined ? [] : [leader]
  for (const pid of family) family.push(...rows.filter(({ parent }) => parent === pid).map((row) => row.pid))
  const program = rows.find(
    ({ pid, command }) =>
      family.includes(pid) && /\bsrc\/main\.ts\b/.test(command) && !/nodemon|(^|\/)sh /.test(command),
  )
  if (!program) throw new Error(`${service} of ${instance} does not run`)
  return program.pid
}

/** Ends a service without a word of warning. @returns the pid that it had */
export async function killService(instance: string, service: string): Promise<number> {
  const pid = await servicePid(instance, service)
  process.kill(pid, 'SIGKILL')
  return pid
}

/** Every process of this machine whose command line or parent chain is the instance's. */
export function processesNaming(text: string): string[] {
  return processRows()
    .filter(({ command, pid }) => command.includes(text) && pid !== process.pid)
    .map(({ pid, command }) => `${pid} ${command}`)
}
