import { Metadata, status } from '@grpc/grpc-js'
import { type ProblemCode, problems } from '@parlance/contracts'
import { expect, test } from 'vitest'
import { fromServiceError, Problem, toProblemDetails, toServiceError } from '../src/problem.ts'

test.each(Object.keys(problems) as ProblemCode[])(
  '%s survives the way over gRPC and becomes its HTTP status',
  (code) => {
    const problem = fromServiceError(toServiceError(new Problem(code, 'A sentence.', { reason: 'why' })))
    expect(problem).toMatchObject({ code, detail: 'A sentence.', reason: 'why' })
    expect(toProblemDetails(problem)).toMatchObject({ status: problems[code].http, code, reason: 'why' })
  },
)

test('an unknown error says nothing of its inside over either wire', () => {
  expect(toServiceError(new Error('password=hunter2')).details).not.toContain('hunter2')
  expect(JSON.stringify(toProblemDetails(new Error('password=hunter2')))).not.toContain('hunter2')
})

test('a plain status becomes the code of the table; its words, which name addresses, are the cause alone', () => {
  const plain = Object.assign(new Error('x'), {
    code: status.UNAVAILABLE,
    details: 'round_robin: No connection established. Last error: connect EHOSTUNREACH 172.18.0.4:50051',
    metadata: new Metadata(),
  })
  expect(fromServiceError(plain)).toMatchObject({ code: 'unavailable', cause: plain })
  expect(JSON.stringify(toProblemDetails(fromServiceError(plain)))).not.toMatch(/172\.|robin|EHOST/)
})

test('problem details carry where and which request', () => {
  const details = toProblemDetails(new Problem('not-found', 'No such tool.'), {
    instance: '/x',
    requestId: 'r1',
  })
  expect(details).toMatchObject({ instance: '/x', requestId: 'r1', type: 'urn:parlance:problem:not-found' })
})
