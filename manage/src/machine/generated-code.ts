import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { missingError } from '../core/errors.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import type { Step } from '../core/steps.ts'

const generateTimeoutMs = 120_000

/** Code that is generated and not committed: the backend's database client, from its Prisma schema. */
interface Generated {
  process: ProcessSpec
  stamp: string
  stampFile: string
}

function describe(root: string): Generated {
  const folder = join(root, 'services', 'backend')
  const require = createRequire(join(folder, 'package.json'))
  let entry: string
  try {
    entry = require.resolve('prisma/build/index.js')
  } catch (error) {
    throw missingError('the dependencies are not installed', {
      cause: error,
      hint: 'Install them: npx pnpm@12.21.0 install',
    })
  }
  const { version } = require('prisma/package.json') as { version: string }
  const schema = readFileSync(join(folder, 'prisma', 'schema.prisma'))
  return {
    process: {
      file: process.execPath,
      args: [entry, 'generate'],
      cwd: folder,
      // Generating needs no schema engine; naming a file that exists keeps Prisma from downloading one.
      env: {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
    stamp: createHash('sha256').update(version).update(schema).digest('hex'),
    stampFile: join(folder, 'src', 'generated', '.stamp'),
  }
}

const isFresh = ({ stamp, stampFile }: Generated) =>
  existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp

/** Generates what is stale; nothing when all is fresh. */
export function generatedSteps(root: string): Step[] {
  const generated = describe(root)
  if (isFresh(generated)) return []
  return [
    {
      summary: 'generate the database client',
      process: generated.process,
      async act({ run }) {
        await run({ timeoutMs: generateTimeoutMs })
        writeFileSync(generated.stampFile, generated.stamp)
      },
    },
  ]
}
