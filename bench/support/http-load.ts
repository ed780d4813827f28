import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'

const connections = 16

/**
 * Asks for addresses in turn, each the next one by whichever connection is free, as fast as they are answered. (With a list of its own
 * each connection would begin at its head, and all would ask the same at the same time.)
 *
 * @returns answers a second
 * @throws Error where one of them is not good
 */
export async function saturate(
  url: string,
  paths: readonly string[],
  { seconds, headers = {} }: { seconds: number; headers?: Readonly<Record<string, string>> },
): Promise<number> {
  let asked = 0
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    headers,
    timeout: 60,
    requests: [{ setupRequest: (request) => ({ ...request, path: paths[asked++ % paths.length] ?? '/' }) }],
  })
  const refused = result.non2xx + result.errors
  if (refused > 0) throw new Error(`${refused} of ${result.requests.total} requests to ${url} failed`)
  return result.requests.average
}

/**
 * Asks for addresses in turn at an even rate, whether or not the last was answered, and times each from when it was due: a server
 * that stands still for a moment makes all wait that came meanwhile, as it does readers. (A load generator that makes the requests
 * of all its connections before it begins is late itself by then, and would tell that as the server's.)
 *
 * @param rate requests a second
 * @returns milliseconds of each answer
 * @throws Error where one of them is not 200
 */
export async function openLoop(
  url: string,
  paths: readonly string[],
  { rate, seconds }: { rate: number; seconds: number },
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true })
  const times: number[] = []
  const pending: Promise<void>[] = []
  const began = performance.now()
  for (let n = 0; n < rate * seconds; n++) {
    const due = began + (n * 1_000) / rate
    const early = due - performance.now()
    if (early > 1) await sleep(early)
    pending.push(
      get(agent, `${url}${paths[n % paths.length]}`).then(() => {
        times.push(performance.now() - due)
      }),
    )
  }
  await Promise.all(pending)
  agent.destroy()
  return times
}

function get(agent: Agent, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, timeout: 10_000 }, (answer) => {
      answer.resume()
      answer.once('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${url}: HTTP ${answer.statusCode}`)),
      )
      answer.once('error', reject)
    })
    asked.once('timeout', () => asked.destroy(new Error(`${url}: no answer`)))
    asked.once('error', reject)
    asked.end()
  })
}
