import { describe, expect, test } from 'vitest'
import golden from '../fixtures/docker-commands.json' with { type: 'json' }
import { everyCommand } from './commands.ts'

// A path with a space, as some people have it: it must stay one argument.
const commands = everyCommand('/srv/my parlance', '/etc/my secrets')

describe('every docker command is exactly what it was agreed to be', () => {
  test.each(Object.entries(commands))('%s', (name, command) => {
    expect(command).toEqual(golden[name as keyof typeof golden])
  })

  test('and there is no other', () => {
    expect(Object.keys(commands)).toEqual(Object.keys(golden))
  })

  test('no secret is ever an argument', () => {
    for (const { args } of Object.values(commands)) {
      expect(args.join('\n')).not.toMatch(/secret (one|two)/)
    }
    expect(JSON.stringify(commands['dev up']?.env)).toContain('secret one')
  })
})
