import { PostgreSqlContainer } from '@testcontainers/postgresql'
import { RedisContainer } from '@testcontainers/redis'
import { Wait } from 'testcontainers'
import type { StartedServer } from './started-server.ts'

/** The images of production; PARLANCE_TEST_POSTGRES_IMAGE and PARLANCE_TEST_REDIS_IMAGE take others. */
const postgresImage = process.env.PARLANCE_TEST_POSTGRES_IMAGE ?? 'postgres:17'
const redisImage = process.env.PARLANCE_TEST_REDIS_IMAGE ?? 'redis:8'

/** Starts a container by Testcontainers. */
export async function startContainer(name: string): Promise<StartedServer> {
  if (name === 'postgres') {
    // Its own health check, four times a second for as long as it runs, costs a third of a core. And where a busy machine
    // ends its shell, pg_isready is left to the server, process 1, which takes its death (SIGPIPE) for a crash of its own.
    const container = await new PostgreSqlContainer(postgresImage)
      .withHealthCheck({ test: ['CMD', 'true'], interval: 24 * 3_600_000 })
      .withWaitStrategy(
        Wait.forAll([
          // Once for the server that prepares the database, once for the one that stays.
          Wait.forLogMessage(/database system is ready to accept connections/, 2),
          Wait.forListeningPorts(),
        ]),
      )
      .withEnvironment({ POSTGRES_INITDB_ARGS: '--encoding=UTF8 --locale=C.UTF-8' })
      .withTmpFs({ '/var/lib/postgresql/data': 'rw' })
      .withCommand(['postgres', '-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=300'])
      .start()
    return {
      url: container.getConnectionUri(),
      version: postgresImage,
      stop: async () => void (await container.stop()),
    }
  }
  if (name === 'redis') {
    const container = await new RedisContainer(redisImage).start()
    return {
      url: container.getConnectionUrl(),
      version: redisImage,
      stop: async () => void (await container.stop()),
    }
  }
  throw new Error(`no container for ${name}`)
}
