import { describe, expect, it } from 'vitest'
import { ApiProblem, problemOf, unreachable } from '../../src/api/problem.ts'

describe('problems of the backend', () => {
  it('keeps code, reason and request id of problem details', () => {
    const problem = problemOf(422, {
      code: 'precondition',
      reason: 'not-html',
      detail: 'A picture.',
      requestId: 'r1',
      status: 422,
    })
    expect(problem).toMatchObject({
      code: 'precondition',
      reason: 'not-html',
      message: 'A picture.',
      requestId: 'r1',
      status: 422,
    })
  })

  it('makes do with an answer that is no problem document', () => {
    expect(problemOf(404, '<html>')).toMatchObject({ code: 'not-found', status: 404 })
    expect(problemOf(502, undefined)).toMatchObject({ code: 'internal', message: 'The backend answered 502' })
    expect(problemOf(400, { code: 7 })).toMatchObject({ code: 'invalid' })
  })

  it('tells an unreachable backend from a slow one', () => {
    expect(unreachable(new TypeError('fetch failed')).code).toBe('unreachable')
    expect(unreachable(new DOMException('', 'TimeoutError')).code).toBe('timeout')
    const known = new ApiProblem({ code: 'conflict', status: 409, detail: '' })
    expect(unreachable(known)).toBe(known)
  })
})
