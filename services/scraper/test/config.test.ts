import { EnvError } from '@parlance/service-kit'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'

const least = { HOST: '127.0.0.1', PORT: '50061' }

describe('readConfig', () => {
  it('fills in what is left out', () => {
    expect(readConfig(least)).toMatchObject({
      NODE_ENV: 'production',
      PORT: 50_061,
      METRICS_PORT: 9_464,
      MAX_SCRAPER_CONCURRENT: 2,
      SCRAPER_SANDBOX: 'auto',
      SCRAPER_HOST_DELAY_MS: 250,
    })
  })

  it('names every fault at once, and no secret', () => {
    const faulty = {
      NODE_ENV: 'staging',
      PORT: 'x',
      MAX_SCRAPER_CONCURRENT: '0',
      GEMINI_BASE_URL: 'ftp://x',
      GEMINI_API_KEY: 'sesame',
      GEMINI_API_KEY_FILE: '/also',
    }
    expect(() => readConfig(faulty)).toThrow(EnvError)
    const message = messageOf(() => readConfig(faulty))
    for (const name of [
      'NODE_ENV',
      'HOST',
      'PORT',
      'MAX_SCRAPER_CONCURRENT',
      'GEMINI_BASE_URL',
      'GEMINI_API_KEY',
    ]) {
      expect(message).toContain(name)
    }
    expect(message).not.toContain('sesame')
  })

  it('opens loopback in development and refuses to in production', () => {
    const allow = { ...least, SCRAPER_ALLOW_HOSTS: '127.0.0.1:4000' }
    const { allowed } = readConfig({ ...allow, NODE_ENV: 'development' })
    expect(allowed.has('127.0.0.1', 4_000)).toBe(true)
    expect(messageOf(() => readConfig({ ...allow, NODE_ENV: 'production' }))).toContain(
      'SCRAPER_ALLOW_HOSTS opens loopback to scraping and is not allowed in production',
    )
    expect(messageOf(() => readConfig(allow))).toContain('not allowed in production')
  })

  it('says which allowed host is not one', () => {
    const text = messageOf(() => readConfig({ ...least, NODE_ENV: 'test', SCRAPER_ALLOW_HOSTS: 'http://x' }))
    expect(text).toContain('"http://x" is not host or host:port')
  })
})

function messageOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return (error as Error).message
  }
  return ''
}
