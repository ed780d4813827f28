import { describe, expect, test } from 'vitest'
import { editDistance, parseInput, splitCommand, wantsJson } from '../../src/cli/argv.ts'
import { type Command, defineCommand } from '../../src/core/command.ts'
import { ManageError } from '../../src/core/errors.ts'

const command = defineCommand({
  engine: true,
  flags: {
    follow: { type: 'boolean', short: 'f', summary: '' },
    tail: { type: 'integer', short: 'n', placeholder: 'lines', summary: '' },
    level: { type: 'string', placeholder: 'level', choices: ['info', 'warn'], default: 'info', summary: '' },
    inspect: {
      type: 'string',
      placeholder: 'service',
      choices: ['all', 'backend'],
      bare: 'all',
      summary: '',
    },
  },
  args: { name: 'service', many: true, choices: ['backend', 'scraper'], summary: '' },
  run: async () => ({}),
}) as unknown as Command

const parse = (...words: string[]) => parseInput('dev:logs', command, words)

const fault = (...words: string[]) => {
  try {
    parse(...words)
  } catch (error) {
    if (error instanceof ManageError)
      return { kind: error.kind, text: `${error.message} ${error.hint ?? ''}` }
  }
  throw new Error(`${words.join(' ')} was taken`)
}

describe('finding the command', () => {
  test.each([
    [['dev:up', '-d'], { name: 'dev:up', rest: ['-d'] }],
    [['--', 'dev:up'], { name: 'dev:up', rest: [] }],
    [['--json', 'status'], { name: 'status', rest: ['--json'] }],
    [['--instance', 'demo', 'status'], { name: 'status', rest: ['--instance', 'demo'] }],
    [['--instance=demo', 'status'], { name: 'status', rest: ['--instance=demo'] }],
    [[], { name: undefined, rest: [] }],
    [['--help'], { name: undefined, rest: ['--help'] }],
  ])('%j', (argv, expected) => {
    expect(splitCommand(argv)).toEqual(expected)
  })

  test('--json counts wherever it stands, but not after --', () => {
    expect([['status', '--json'], ['--json'], ['status', '--', '--json'], []].map(wantsJson)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('reading flags and arguments', () => {
  test.each([
    [['--inspect', 'backend'], { inspect: 'all', args: ['backend'] }],
    [['--inspect=backend'], { inspect: 'backend', args: [] }],
    [[], { inspect: undefined, args: [] }],
  ])('a flag that may stand alone: %j', (words, { inspect, args }) => {
    expect(parse(...words)).toMatchObject({ args, flags: { inspect } })
  })

  test('a flag that may stand alone takes only what it knows', () => {
    expect(fault('--inspect=postgres')).toMatchObject({ kind: 'usage' })
  })

  test('gives every flag a value: what was said, its default, or nothing', () => {
    expect(parse('backend', '-f', '--tail', '0', 'scraper')).toEqual({
      args: ['backend', 'scraper'],
      flags: {
        follow: true,
        tail: 0,
        level: 'info',
        engine: undefined,
        instance: undefined,
        json: false,
        help: false,
      },
    })
  })

  test.each([
    ['--tail=5', 5],
    ['-n5', 5],
  ])('takes a value as %s', (word, value) => {
    expect(parse(word).flags.tail).toBe(value)
  })

  test('words after -- are arguments', () => {
    expect(fault('--', '--follow').text).toContain('"--follow" is no service')
  })

  test.each([
    [['--tial', '3'], 'Did you mean --tail?'],
    [['--yes'], 'has no flag --yes'],
    [['--tail'], 'wants a value'],
    [['--tail', 'ten'], 'wants a whole number, 0 or more, and got "ten"'],
    [['--tail', '-1'], 'got "-1"'],
    [['--tail', '1.5'], 'got "1.5"'],
    [['--tail', ''], 'got ""'],
    [['--level', 'loud'], 'one of info, warn'],
    [['--engine', 'podman'], 'one of docker, embedded, auto'],
    [['--follow=yes'], 'takes no value'],
    [['bakend'], '"bakend" is no service: one of backend, scraper'],
  ])('%j is refused with the word at fault', (words, expected) => {
    expect(fault(...words)).toMatchObject({ kind: 'usage', text: expect.stringContaining(expected) })
  })

  test('a command without arguments refuses one; a required one is asked for', () => {
    const none = { run: async () => ({}) } as Command
    const one = {
      args: { name: 'shell', summary: 'which', required: true },
      run: async () => ({}),
    } as Command
    expect(() => parseInput('version', none, ['now'])).toThrow('version takes no argument, and got "now"')
    expect(() => parseInput('completion', one, [])).toThrow('completion wants a shell: which')
    expect(() => parseInput('completion', one, ['a', 'b'])).toThrow('completion takes one shell, and got 2')
  })
})

test.each([
  ['', '', 0],
  ['tail', 'tail', 0],
  ['tial', 'tail', 2],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
])('the distance from "%s" to "%s" is %i', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance)
})
