import { defineService, metricsPort } from './service.ts'

export const translation = defineService({
  name: 'translation',
  folder: 'services/translation',
  ports: { production: 50051, development: 50052 },
  inspectorPort: 9231,
  health: { protocol: 'grpc' },
  needs: [],
  tier: 'core',
  published: true,
  image: {
    dockerfile: 'services/translation/Dockerfile',
    packages: ['packages/contracts', 'packages/service-kit'],
  },
  reload: 'nodemon',
  colour: 'cyan',
  environment: (facts) => ({
    BASIC_MODEL: 'bergamot,apertium',
    TRANSLATION_MAX_WORKERS: '2',
    MODELS_DIR: `${facts.sharedFolder}/models`,
    METRICS_PORT: metricsPort(facts, 'translation'),
  }),
  secretFile: ({ redis }) => ({
    BASIC_MODEL: 'bergamot,apertium',
    REDIS_URL: `redis://:${redis}@redis:6379`,
  }),
})
