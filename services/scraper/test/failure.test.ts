import { scrapeReasons } from '@parlance/contracts'
import { describe, expect, it } from 'vitest'
import { failureOfNetwork, isScrapeFailure, ScrapeFailure } from '../src/failure.ts'

const coded = (code: string) => Object.assign(new Error(code), { code })

describe('failureOfNetwork', () => {
  it.each([
    ['ENOTFOUND', 'name-not-found'],
    ['EAI_AGAIN', 'connection-failed'],
    ['ECONNREFUSED', 'connection-failed'],
    ['ECONNRESET', 'connection-failed'],
    ['ETIMEDOUT', 'timed-out'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timed-out'],
    ['UND_ERR_BODY_TIMEOUT', 'timed-out'],
    ['CERT_HAS_EXPIRED', 'tls-failed'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-failed'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-failed'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-failed'],
    ['HPE_INVALID_CONSTANT', 'connection-failed'],
    ['UND_ERR_HEADERS_OVERFLOW', 'too-large'],
    ['SOMETHING_ELSE', 'connection-failed'],
  ])('%s: %s', (code, reason) => {
    const failure = failureOfNetwork(new Error('fetch failed', { cause: coded(code) }), 'example.org')
    expect(failure.reason).toBe(reason)
    expect(failure.code).toBe(scrapeReasons[failure.reason])
    expect(failure.detail).toContain('example.org')
  })

  it('finds a failure of ours within what a library made of it', () => {
    const inner = new ScrapeFailure('blocked-address', 'no')
    expect(failureOfNetwork(new Error('outer', { cause: inner }), 'a')).toBe(inner)
  })
})

it('isScrapeFailure tells reasons apart', () => {
  const failure = new ScrapeFailure('busy', 'later')
  expect(isScrapeFailure(failure)).toBe(true)
  expect(isScrapeFailure(failure, 'busy', 'internal')).toBe(true)
  expect(isScrapeFailure(failure, 'internal')).toBe(false)
  expect(isScrapeFailure(new Error('busy'))).toBe(false)
})
