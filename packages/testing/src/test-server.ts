import { inject } from 'vitest'
import { chooseBacking } from './backing.ts'

/** Asks for a server of the run, which is started where nobody asked before. @throws Error saying why it cannot be had */
export async function testServer(name: 'postgres' | 'redis'): Promise<string> {
  const response = await fetch(`${inject('testServers')}/${name}`)
  const { url, problem } = (await response.json()) as { url?: string; problem?: string }
  if (url === undefined) throw new Error(`${name}: ${problem}`)
  return url
}

/** Why Redis cannot be had here; '' = it can. */
export async function redisMissing(): Promise<string> {
  const { name } = await chooseBacking(process.env.PARLANCE_TEST_BACKING)
  return name === 'docker' ? '' : 'Redis needs Docker'
}

/** Why a container cannot be had here; '' = it can. */
export async function containersMissing(): Promise<string> {
  const { name } = await chooseBacking(process.env.PARLANCE_TEST_BACKING)
  return name === 'docker' ? '' : 'it needs Docker'
}
