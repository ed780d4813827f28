import { describe, expect, test } from 'vitest'
import { lineSplitter } from '../../src/core/lines.ts'
import { formatCommand, maskCommand, maskSecret } from '../../src/core/shown-process.ts'

describe('secrets', () => {
  test.each([
    ['JWT_SECRET', 'abc', '***'],
    ['POSTGRES_PASSWORD', 'abc', '***'],
    ['GEMINI_API_KEY', 'abc', '***'],
    ['SENTRY_DSN', 'https://k@sentry.example/1', '***'],
    ['JWT_SECRET_FILE', '/run/secrets/jwt', '/run/secrets/jwt'],
    ['DATABASE_URL', 'postgresql://parlance:pa%40ss@db:5432/x', 'postgresql://parlance:***@db:5432/x'],
    ['REDIS_URL', 'redis://:pw@redis:6379', 'redis://:***@redis:6379'],
    ['PORT', '3001', '3001'],
    ['NOTE', 'see http://localhost:3000/a@b', 'see http://localhost:3000/a@b'],
  ])('%s=%s is shown as %s', (name, value, shown) => {
    expect(maskSecret(name, value)).toBe(shown)
  })

  test('are masked in a whole command, which itself stays as it is', () => {
    const command = { file: 'x', args: ['redis://:pw@h'], env: { JWT_SECRET: 's' } }
    expect(maskCommand(command)).toEqual({ file: 'x', args: ['redis://:***@h'], env: { JWT_SECRET: '***' } })
    expect(command.env.JWT_SECRET).toBe('s')
  })
})

test.each([
  [{ file: 'docker', args: ['ps', '-a'] }, 'docker ps -a'],
  [{ file: 'x', args: ['', '0', 'a b', "it's", '$HOME'] }, "x '' 0 'a b' 'it'\\''s' '$HOME'"],
  [{ file: '/a b/x', args: [], env: { A: '1 2' }, cwd: '/c d' }, "(cd '/c d' && A='1 2' '/a b/x')"],
])('%j is one line for a shell', (command, line) => {
  expect(formatCommand(command)).toBe(line)
})

test('lines are cut wherever the chunks end', () => {
  const lines: string[] = []
  const splitter = lineSplitter((line) => lines.push(line))
  for (const chunk of ['on', 'e\ntwo\r', '\n\nfo', 'ur']) splitter.push(chunk)
  splitter.end()
  splitter.end()
  expect(lines).toEqual(['one', 'two', '', 'four'])
})
