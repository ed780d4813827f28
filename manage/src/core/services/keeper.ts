import { defineService } from './service.ts'

export const keeper = defineService({
  name: 'keeper',
  folder: 'services/keeper',
  ports: { production: 3004, development: 3005 },
  inspectorPort: 9234,
  health: { protocol: 'http', path: '/health' },
  needs: ['postgres'],
  tier: 'full',
  published: false,
  development: 'on demand',
  image: {
    dockerfile: 'services/keeper/Dockerfile',
    packages: ['packages/contracts', 'packages/service-kit'],
    data: ['services/backend/prisma/migrations'],
  },
  reload: 'nodemon',
  colour: 'green',
  environment: (facts) => ({
    DATABASE_URL: facts.databaseUrl,
    ASSETS_DIR: `${facts.folder}/assets`,
    BACKUP_DIR: `${facts.folder}/backups`,
  }),
  // Its password is the one that the postgres container reads; deploy/full.yml hands it on.
  secretFile: () => ({}),
})
