import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandHelp, overview } from '../../src/cli/help.ts'
import { createStyle } from '../../src/cli/output.ts'
import { registry } from '../../src/cli/registry.ts'
import { commonFlags } from '../../src/core/command.ts'

const style = createStyle(false)

describe.each(Object.entries(registry))('%s', (name, entry) => {
  test('loads, explains itself, and its own flags do not hide those of every command', async () => {
    const { command } = await entry.load()
    const own = Object.keys(command.flags ?? {})
    expect(own.filter((flag) => flag in commonFlags(command))).toEqual([])
    const shorts = Object.values({ ...command.flags, ...commonFlags(command) }).flatMap(
      ({ short }) => short ?? [],
    )
    expect(new Set(shorts).size).toBe(shorts.length)
    expect(commandHelp(registry, name, command, style)).toContain(`usage  pnpm manage ${name}`)
    expect(overview(registry, style)).toContain(entry.summary)
  })
})

test('every file of commands is in the registry', async () => {
  const files = readdirSync(join(import.meta.dirname, '..', '..', 'src', 'commands')).sort()
  expect(files).toEqual(
    Object.keys(registry)
      .filter((name) => name !== 'help' && name !== 'completion') // They speak of the table, so they stand beside it.
      .map((name) => `${name.replace(':', '-')}.ts`)
      .sort(),
  )
})

test('what changes something plans it first, and what destroys asks', async () => {
  const loaded = await Promise.all(
    Object.entries(registry).map(async ([name, entry]) => ({ name, command: (await entry.load()).command })),
  )
  const names = (ability: 'plan' | 'destroys') =>
    loaded.filter(({ command }) => command[ability]).map(({ name }) => name)
  expect(names('plan')).toEqual(changing)
  expect(names('destroys')).toEqual(destroying)
})

const changing = [
  'dev:up',
  'dev:down',
  'dev:build',
  'dev:restart',
  'dev:clean',
  'prod:build',
  'prod:up',
  'prod:deploy',
  'prod:rollback',
  'prod:down',
  'prod:restart',
  'prod:alerts',
  'prod:maintenance',
  'prod:check',
  'prod:clean',
  'prod:bundle',
  'prod:sbom',
  'db:migrate',
  'db:seed',
  'db:reset',
  'admin:invite',
  'admin:password',
  'data:import',
  'data:export',
  'models:pull',
  'models:rm',
  'backup:create',
  'backup:verify',
  'backup:restore',
  'backup:drill',
  'data:clean-assets',
  'preview:up',
  'preview:down',
  'preview:clean',
  'doctor',
  'setup',
  'secrets:init',
  'clean:all',
]
const destroying = [
  'dev:down',
  'dev:clean',
  'prod:down',
  'prod:clean',
  'prod:bundle',
  'db:reset',
  'data:import',
  'models:rm',
  'backup:restore',
  'data:clean-assets',
  'preview:down',
  'preview:clean',
  'clean:all',
]
