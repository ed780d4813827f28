import { defineService, metricsPort, setsAny, telemetryVariables } from './service.ts'

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
  // Gemini, or a server that speaks LibreTranslate's protocol, as the model of any tier.
  reachesOut: (variables) =>
    setsAny(variables, ['GEMINI_API_KEY', ...telemetryVariables]) ||
    ['BASIC_MODEL', 'MEDIUM_MODEL', 'PREMIUM_MODEL'].some((name) =>
      /(^|,)\s*(http|gemini):/.test(variables[name] ?? ''),
    ),
  secretFile: ({ redis }) => ({
    BASIC_MODEL: 'bergamot,apertium',
    REDIS_URL: `redis://:${redis}@redis:6379`,
  }),
})
