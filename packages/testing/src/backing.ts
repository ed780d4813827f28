import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { StartedServer } from './started-server.ts'

export interface Backing {
  readonly name: 'docker' | 'embedded'
  /** Why this one, where it was not asked for. */
  readonly why: string
  /** @param name postgres or redis. @throws Error saying why it cannot be had */
  start(name: string): Promise<StartedServer>
}

/** @param wish docker, embedded, or auto (also where absent): Docker if its daemon answers. */
export async function chooseBacking(wish = 'auto'): Promise<Backing> {
  if (wish === 'docker') return docker('')
  if (wish === 'embedded') return embedded('')
  if (wish !== 'auto')
    throw new Error(`PARLANCE_TEST_BACKING is "${wish}": it can be docker, embedded or auto`)
  const answers = await promisify(execFile)('docker', ['version', '--format', '{{.Server.Version}}'], {
    timeout: 10_000,
  }).then(
    () => true,
    () => false,
  )
  return answers ? docker(' (Docker answers)') : embedded(' (Docker does not answer)')
}

function docker(why: string): Backing {
  return {
    name: 'docker',
    why,
    start: async (name) => {
      const { startContainer } = await import('./containers.ts')
      return startContainer(name)
    },
  }
}

function embedded(why: string): Backing {
  return {
    name: 'embedded',
    why,
    start: async (name) => {
      if (name !== 'postgres') throw new Error(`there is no embedded ${name}: it needs Docker`)
      const { startEmbeddedPostgres } = await import('./embedded-postgres.ts')
      return startEmbeddedPostgres()
    },
  }
}
