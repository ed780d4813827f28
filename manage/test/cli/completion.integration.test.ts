import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { bashCompletion } from '../../src/cli/completion.ts'

const words = ['dev:up', 'dev:down', 'status'].map((name) => ({
  name,
  summary: '',
  flags: { json: { type: 'boolean', summary: '' }, yes: { type: 'boolean', summary: '' } } as const,
  choices: name === 'dev:up' ? ['backend'] : [],
}))

/** What bash itself offers when Tab is pressed at the end of the line. */
function complete(line: string): string[] {
  const script = `${bashCompletion(words)}
COMP_LINE=$1 COMP_POINT=\${#1}
# As readline cuts the line: at blanks and at colons.
read -ra COMP_WORDS <<< "\${1//:/ : }"
[[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
_parlance_manage
printf '%s\\n' "\${COMPREPLY[@]}"`
  return execFileSync('bash', ['-c', script, 'bash', line], { encoding: 'utf8' }).split('\n').filter(Boolean)
}

describe('bash', () => {
  test.each([
    ['pnpm manage s', ['status']],
    ['pnpm manage dev', ['dev:up', 'dev:down']],
    ['pnpm manage dev:d', ['down']],
    ['manage dev:up --', ['--json', '--yes']],
    ['pnpm manage dev:up b', ['backend']],
    ['pnpm install ', []],
  ])('completes "%s"', (line, expected) => {
    expect(complete(line)).toEqual(expected)
  })
})
