import { expect, test } from 'vitest'
import { inSamePlace } from '../../src/cli/same-place.ts'
import { ManageError } from '../../src/core/errors.ts'

const both = { instance: 'other', engine: 'embedded' }

test.each([
  ['Start it: pnpm manage dev:up', both, 'Start it: pnpm manage dev:up --engine embedded --instance other'],
  ['Start it: pnpm manage prod:up', both, 'Start it: pnpm manage prod:up --instance other'],
  [
    'Write them: pnpm manage secrets:init --origin https://your.site',
    { instance: 'other', engine: undefined },
    'Write them: pnpm manage secrets:init --instance other --origin https://your.site',
  ],
  [
    'pnpm manage db:status, then pnpm manage db:migrate --resolve',
    { instance: undefined, engine: 'docker' },
    'pnpm manage db:status --engine docker, then pnpm manage db:migrate --engine docker --resolve',
  ],
  [
    'Or run it without Docker: pnpm manage dev:up --engine embedded',
    both,
    'Or run it without Docker: pnpm manage dev:up --instance other --engine embedded',
  ],
  ['Look at this machine: pnpm manage doctor', both, 'Look at this machine: pnpm manage doctor'],
  [
    'Start it: pnpm manage dev:up',
    { instance: undefined, engine: undefined },
    'Start it: pnpm manage dev:up',
  ],
])('%s', (hint, place, expected) => {
  const error = inSamePlace(new ManageError('missing', 'no', { hint, details: { port: 1 } }), place)
  expect(error).toMatchObject({ kind: 'missing', message: 'no', hint: expected, details: { port: 1 } })
})
