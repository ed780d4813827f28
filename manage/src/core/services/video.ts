import { defineService, metricsPort, setsAny, telemetryVariables } from './service.ts'

export const video = defineService({
  name: 'video',
  folder: 'services/video',
  ports: { production: 50071, development: 50072 },
  inspectorPort: 9235,
  health: { protocol: 'grpc' },
  needs: [],
  tier: 'scraper',
  // It reads what strangers send.
  published: false,
  image: {
    dockerfile: 'services/video/Dockerfile',
    packages: ['packages/contracts', 'packages/service-kit'],
  },
  reload: 'nodemon',
  colour: 'blue',
  lacks: ({ ffmpeg }) => (ffmpeg === undefined ? 'no ffmpeg: no videos are taken' : undefined),
  environment: (facts) => ({
    METRICS_PORT: metricsPort(facts, 'video'),
    VIDEO_SCRATCH_DIR: `${facts.folder}/video`,
    ...(facts.ffmpeg ? { FFMPEG_PATH: facts.ffmpeg } : {}),
  }),
  reachesOut: (variables) => setsAny(variables, telemetryVariables),
  secretFile: () => ({}),
})
