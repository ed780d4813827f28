import { expect, test } from 'vitest'
import { bashCompletion, fishCompletion, zshCompletion } from '../../src/cli/completion.ts'

const words = [
  {
    name: 'dev:logs',
    summary: "show a service's logs",
    flags: {
      follow: { type: 'boolean', short: 'f', summary: 'go on' },
      tail: { type: 'integer', placeholder: 'n', summary: 'last' },
    },
    choices: ['backend'],
  },
] as const

test('each shell is offered commands, flags and choices', () => {
  expect(bashCompletion(words)).toContain('dev:logs) words="--follow --tail backend" ;;')
  expect(zshCompletion(words)).toContain("'dev\\:logs:show a service'\\''s logs'")
  expect(fishCompletion(words)).toContain("-l follow -s f -d 'go on'")
  expect(fishCompletion(words)).toContain("-l tail -r -d 'last'")
})
