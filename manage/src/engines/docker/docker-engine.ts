import type { Context } from '../../core/context.ts'
import type { Engine } from '../engine.ts'
import { dockerStatus } from './docker-status.ts'

/**
 * The development stack in containers: docker-compose.dev.yml under the name of this checkout and instance. To look at
 * it takes a few files; what changes it is loaded when it is wanted, which is half of what `dev:status` would load.
 */
export function createDockerEngine(context: Context): Engine {
  const changes = async () => (await import('./docker-changes.ts')).dockerChanges(context)
  return {
    name: 'docker',
    status: () => dockerStatus(context),
    up: async (...request) => (await changes()).up(...request),
    down: async (...request) => (await changes()).down(...request),
    build: async (...request) => (await changes()).build(...request),
    restart: async (...request) => (await changes()).restart(...request),
    async *logs(query) {
      yield* (await changes()).logs(query)
    },
    clean: async (...request) => (await changes()).clean(...request),
    database: async (...request) => (await changes()).database(...request),
    keep: async (...request) => (await changes()).keep(...request),
    shell: async (...request) => (await changes()).shell(...request),
  }
}
