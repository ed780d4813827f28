import { addressIn, defineService, setsAny, telemetryVariables } from './service.ts'

/** Where Next.js builds, below the frontend's folder: it locks that place, so every instance has one of its own. */
export const nextFolder = (instance: string) =>
  instance === 'default' ? '.next' : `.next/instances/${instance}`

export const frontend = defineService({
  name: 'frontend',
  folder: 'services/frontend',
  ports: { production: 3000, development: 3001 },
  inspectorPort: 9230,
  health: { protocol: 'http', path: '/api/health' },
  needs: [],
  tier: 'core',
  published: true,
  image: {
    dockerfile: 'Dockerfile.frontend',
    packages: ['packages/contracts', 'packages/service-kit'],
  },
  reload: 'next',
  colour: 'magenta',
  environment: (facts) => ({
    HOSTNAME: facts.host,
    NEXT_DIST_DIR: nextFolder(facts.instance),
    BACKEND_URL: `http://${addressIn(facts, 'backend')}`,
    PUBLIC_API_URL: `http://${facts.publicHost}:${facts.ports.backend}`,
    NEXT_TELEMETRY_DISABLED: '1',
    // Next.js keeps what it compiled for the next start only when it is let finish: that saves ten seconds of work.
    __NEXT_DEV_WAIT_FOR_TURBOPACK_SHUTDOWN: '1',
  }),
  reachesOut: (variables) => setsAny(variables, telemetryVariables),
  secretFile: ({ origin }) => ({ PUBLIC_API_URL: origin }),
})
