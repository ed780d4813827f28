import { Agent, type IncomingMessage, request } from 'node:http'

/** Where a request to a preview goes. */
export interface Upstream {
  host: string
  port: number
}

/**
 * How a preview is reached: its edge, by a name that only the network of previews knows; where it has no edge, the one of its
 * services that the path is of. undefined: the path is none that visitors may ask for.
 */
export type FindUpstream = (name: string, path: string) => Upstream | undefined

/** Milliseconds for one question. */
const answerMs = 3_000

/** Paths of a preview that stand for its interface and its pages. */
const healthPaths = ['/health', '/api/health']

/** Whether both the interface and the pages of a preview answer, as visitors reach them. */
export async function answers(upstream: (path: string) => Upstream | undefined): Promise<boolean> {
  const all = await Promise.all(
    healthPaths.map((path) => {
      const where = upstream(path)
      return where === undefined ? 0 : statusOf(where, path)
    }),
  )
  return all.every((status) => status === 200)
}

const statusOf = ({ host, port }: Upstream, path: string): Promise<number> =>
  new Promise((resolve) => {
    const asked = request(
      { host, port, path, agent: false, signal: AbortSignal.timeout(answerMs) },
      (answer) => {
        answer.resume()
        answer.on('error', () => {})
        resolve(answer.statusCode ?? 0)
      },
    )
    asked.on('error', () => resolve(0))
    asked.end()
  })

/** Connections to a preview that are kept, until it stops: one to an edge that is no more would take a request with it. */
export class KeptConnections {
  readonly #agents = new Map<string, Agent>()

  of(name: string): Agent {
    const known = this.#agents.get(name)
    if (known) return known
    const agent = new Agent({ keepAlive: true, maxFreeSockets: 16, timeout: 120_000 })
    this.#agents.set(name, agent)
    return agent
  }

  drop(name: string): void {
    this.#agents.get(name)?.destroy()
    this.#agents.delete(name)
  }
}

/** The preview that an address names; undefined: none. @param domain such as `preview.localhost` */
export function previewOfHost(host: string | undefined, domain: string): string | undefined {
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '')
  return name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : undefined
}

/** Whether a browser asks for a page, which can be another until the one that is meant is there. */
export const wantsPage = ({ method, headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && /\btext\/html\b/.test(headers.accept ?? '')
