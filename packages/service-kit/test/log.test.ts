import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { runWithRequestId } from '../src/context.ts'
import { createLogger } from '../src/log.ts'

function lines() {
  const written: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk))
      done()
    },
  })
  return { written, logger: createLogger({ service: 's', version: '1', level: 'info' }, stream) }
}

test('a line says service, version, level in words, and the request it is of', () => {
  const { written, logger } = lines()
  runWithRequestId('req-1', () => logger.info('hello'))
  expect(JSON.parse(written[0] ?? '')).toMatchObject({
    level: 'info',
    service: 's',
    version: '1',
    requestId: 'req-1',
    msg: 'hello',
  })
})

test('secrets, cookies and bodies are not logged, at any of three depths', () => {
  const { written, logger } = lines()
  logger.info({
    token: 'aaa',
    user: { password: 'bbb' },
    req: { headers: { cookie: 'ccc', authorization: 'ddd' } },
    body: 'eee',
  })
  expect(written[0]).not.toMatch(/aaa|bbb|ccc|ddd|eee/)
})
