import { PostgreSqlContainer } from '@testcontainers/postgresql'
import { RedisContainer } from '@testcontainers/redis'
import type { StartedServer } from './started-server.ts'

/** The images of production; PARLANCE_TEST_POSTGRES_IMAGE and PARLANCE_TEST_REDIS_IMAGE take others. */
const postgresImage = process.env.PARLANCE_TEST_POSTGRES_IMAGE ?? 'postgres:17'
const redisImage = process.env.PARLANCE_TEST_REDIS_IMAGE ?? 'redis:8'

/** Starts a container by Testcontainers. */
export async function startContainer(name: string): Promise<StartedServer> {
  if (name === 'postgres') {
    const container = await new PostgreSqlContainer(postgresImage)
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
