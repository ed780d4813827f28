import { defineService, metricsPort } from './service.ts'

export const scraper = defineService({
  name: 'scraper',
  folder: 'services/scraper',
  ports: { production: 50061, development: 50062 },
  inspectorPort: 9232,
  health: { protocol: 'grpc' },
  needs: [],
  tier: 'scraper',
  // It stays inside: it reads what strangers name.
  published: false,
  image: {
    dockerfile: 'services/scraper/Dockerfile',
    packages: ['packages/contracts', 'packages/service-kit'],
  },
  reload: 'nodemon',
  colour: 'yellow',
  environment: (facts) => ({
    MAX_SCRAPER_CONCURRENT: '2',
    METRICS_PORT: metricsPort(facts, 'scraper'),
    ...(facts.chromium ? { PUPPETEER_EXECUTABLE_PATH: facts.chromium } : {}),
  }),
  secretFile: ({ origin }) => ({ SCRAPER_CONTACT_URL: origin }),
})
