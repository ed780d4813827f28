import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { chooseBacking } from './backing.ts'
import type { StartedServer } from './started-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for the servers that they need; nothing is started that nobody asks for. */
    testServers: string
  }
}

/**
 * Starts PostgreSQL and Redis at the first question (`GET /postgres`, `GET /redis`), once for the whole run: in
 * containers where Docker answers, embedded where not. `PARLANCE_TEST_BACKING` = docker, embedded or auto decides.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const started = new Map<string, Promise<StartedServer>>()
  const start = async (name: string): Promise<StartedServer> => {
    const backing = await chooseBacking(process.env.PARLANCE_TEST_BACKING)
    const server = await backing.start(name)
    process.stderr.write(`test servers: ${name} ${server.version}, ${backing.name}${backing.why}\n`)
    return server
  }
  const questions = createServer((request, response) => {
    const name = request.url?.slice(1) ?? ''
    const server = started.get(name) ?? start(name)
    started.set(name, server)
    server.then(
      ({ url, version }) => response.end(JSON.stringify({ url, version })),
      (error: Error) => response.writeHead(503).end(JSON.stringify({ problem: error.message })),
    )
  })
  await new Promise<void>((resolve) => questions.listen(0, '127.0.0.1', resolve))
  project.provide('testServers', `http://127.0.0.1:${(questions.address() as AddressInfo).port}`)
  return async () => {
    await close(questions)
    await Promise.all(
      [...started.values()].map((server) => server.then(({ stop }) => stop()).catch(() => {})),
    )
  }
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
