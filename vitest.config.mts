import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Tests start some three hundred programs: Node keeps what it compiled for the next ones, as `manage` has it do.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/tests')

// The rings of tests, told apart by file name, fastest first; scripts/test.ts runs them in this order. Their limits end
// what hangs, and are wide: a machine that is busy is slow many times over, and that is no fault of what is tested.
const setupFiles = ['scripts/property-seed.ts']
const exclude = ['**/node_modules/**', '**/.next/**', '**/dist/**', '**/.parlance/**']

function ring(name: string, include: string[], limits: { test: number; hook: number; parallel: boolean }) {
  return {
    test: {
      name,
      include,
      setupFiles,
      exclude,
      testTimeout: limits.test,
      hookTimeout: limits.hook,
      fileParallelism: limits.parallel,
    },
  }
}

const realParts = ring('integration', ['**/*.integration.test.ts'], {
  test: 180_000,
  hook: 240_000,
  parallel: true,
})
const integration = {
  test: { ...realParts.test, globalSetup: ['packages/testing/src/servers-setup.ts'] },
}
const wholeStack = ring('e2e', ['e2e/**/*.e2e.test.ts'], { test: 300_000, hook: 600_000, parallel: false })
const e2e = { test: { ...wholeStack.test, globalSetup: ['e2e/support/global-setup.ts'] } }

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles,
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...exclude, '**/*.{contract,integration,docker,e2e}.test.ts'],
          testTimeout: 60_000,
          // One process for many files: each module is loaded once, not once a file, which was two thirds of the ring's
          // work. A file leaves nothing behind that another would see: what it fakes it gives back.
          isolate: false,
        },
      },
      ring('contract', ['**/*.contract.test.ts'], { test: 180_000, hook: 180_000, parallel: true }),
      integration,
      e2e,
      ring('docker', ['**/*.docker.test.ts'], { test: 600_000, hook: 900_000, parallel: false }),
    ],
  },
})
