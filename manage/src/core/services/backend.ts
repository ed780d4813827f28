import { addressIn, defineService, setsAny, telemetryVariables } from './service.ts'

export const backend = defineService({
  name: 'backend',
  folder: 'services/backend',
  ports: { production: 3001, development: 3002 },
  inspectorPort: 9229,
  health: { protocol: 'http', path: '/health' },
  needs: ['postgres'],
  tier: 'core',
  published: true,
  image: {
    dockerfile: 'services/backend/Dockerfile',
    packages: ['packages/contracts', 'packages/service-kit'],
  },
  reload: 'nodemon',
  colour: 'blue',
  environment: (facts) => ({
    DATABASE_URL: facts.databaseUrl,
    JWT_SECRET: facts.jwtSecret,
    CORS_ORIGIN: ['localhost', '127.0.0.1', '[::1]']
      .map((name) => `http://${name}:${facts.ports.frontend}`)
      .join(','),
    TRANSLATION_ADDRESS: addressIn(facts, 'translation'),
    SCRAPER_ADDRESS: addressIn(facts, 'scraper'),
    ...(facts.ffmpeg ? { VIDEO_ADDRESS: addressIn(facts, 'video') } : {}),
    ASSETS_DIR: `${facts.folder}/assets`,
  }),
  reachesOut: (variables) =>
    setsAny(variables, ['SMTP_URL', 'ASSETS_BUCKET', 'TRANSCRIPTION_URL', ...telemetryVariables]),
  secretFile: ({ origin, database, redis, jwt, grafana }) => ({
    POSTGRES_PASSWORD: database,
    DATABASE_URL: `postgresql://parlance:${database}@postgres:5432/parlance`,
    REDIS_PASSWORD: redis,
    REDIS_URL: `redis://:${redis}@redis:6379`,
    JWT_SECRET: jwt,
    GRAFANA_PASSWORD: grafana,
    CORS_ORIGIN: origin,
    PUBLIC_URL: origin,
  }),
})
