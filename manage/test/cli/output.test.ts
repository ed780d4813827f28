import { describe, expect, test } from 'vitest'
import { createOutput, createStyle } from '../../src/cli/output.ts'
import { ManageError } from '../../src/core/errors.ts'
import { formatTable } from '../../src/core/table.ts'

function capture(json: boolean) {
  const written = { stdout: '', stderr: '' }
  const sink = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text
    },
  })
  return {
    written,
    output: createOutput({ stdout: sink('stdout'), stderr: sink('stderr'), json, colour: false }),
  }
}

describe('for programs', () => {
  test('stdout is one document, prose is on stderr', () => {
    const { written, output } = capture(true)
    output.say('working')
    output.result({ done: true }, 'done')
    expect(JSON.parse(written.stdout)).toEqual({ done: true })
    expect(written.stderr).toBe('working\n')
  })

  test('a stream is a line a record', () => {
    const { written, output } = capture(true)
    output.record({ line: 1 }, 'one')
    output.record({ line: 2 }, 'two')
    expect(written.stdout).toBe('{"line":1}\n{"line":2}\n')
  })

  test('what a service coloured is plain in a document, wherever it stands', () => {
    const { written, output } = capture(true)
    output.record({ lastLines: ['\u001b[31mred\u001b[39m'], deep: { text: '\u001b[1mbold\u001b[0m' } }, '')
    expect(JSON.parse(written.stdout)).toEqual({ lastLines: ['red'], deep: { text: 'bold' } })
  })

  test('an interruption says what it means for the data, where it means something', () => {
    const { written, output } = capture(false)
    output.error(new ManageError('interrupted', 'interrupted'), false)
    expect(written.stderr).toBe('')
    output.error(new ManageError('interrupted', 'interrupted', { hint: 'the data is as it was' }), false)
    expect(written.stderr).toBe('the data is as it was\n')
  })

  test('an error is a document, and a sentence on stderr', () => {
    const { written, output } = capture(true)
    output.error(new ManageError('missing', 'no port', { hint: 'move it', details: { port: 3001 } }), false)
    expect(JSON.parse(written.stdout)).toEqual({
      error: { kind: 'missing', exitCode: 3, message: 'no port', hint: 'move it', port: 3001 },
    })
    expect(written.stderr).toContain('manage: no port')
  })

  test('a dry run masks secrets', () => {
    const { written, output } = capture(true)
    output.plan([
      { summary: 'start', process: { file: 'x', args: [], env: { JWT_SECRET: 'hidden' } } },
      { summary: 'remove y' },
    ])
    expect(JSON.parse(written.stdout)).toEqual({
      dryRun: true,
      steps: [
        { summary: 'start', command: { file: 'x', args: [], env: { JWT_SECRET: '***' } } },
        { summary: 'remove y' },
      ],
    })
  })
})

describe('for people', () => {
  test('results and prose are on stdout, an error with its details and its hint on stderr', () => {
    const { written, output } = capture(false)
    output.say('working')
    output.result({}, 'done')
    output.error(
      new ManageError('failed', 'backend ended', {
        hint: 'look\ncloser',
        details: { lastLines: ['a', 'b'], none: undefined },
      }),
      false,
    )
    expect(written.stdout).toBe('working\ndone\n')
    expect(written.stderr).toBe('manage: backend ended\n  lastLines:\n    a\n    b\n  look\n  closer\n')
  })
})

test('a table pads by what is seen', () => {
  const { red } = createStyle(true)
  expect(
    formatTable([
      ['a', red('bb'), 'c'],
      ['long', 'b', ''],
    ]),
  ).toBe(`a     ${red('bb')}  c\nlong  b`)
})
