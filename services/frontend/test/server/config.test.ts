import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/server/config.ts'

const production = { NODE_ENV: 'production', BACKEND_URL: 'http://backend:3001' }

describe('readConfig', () => {
  it('needs nothing in development', () => {
    expect(readConfig({})).toMatchObject({
      production: false,
      backendUrl: 'http://localhost:3002',
      publicApiUrl: 'http://localhost:3002',
    })
  })

  it('takes the same origin for browsers in production, and cuts trailing slashes', () => {
    expect(readConfig({ ...production, BACKEND_URL: 'http://backend:3001/' })).toMatchObject({
      production: true,
      backendUrl: 'http://backend:3001',
      publicApiUrl: '',
    })
  })

  it('gives no default to an address in production', () => {
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(/BACKEND_URL is missing/)
  })

  it('names every fault at once, and shows no secret', () => {
    const wrong = { ...production, BACKEND_URL: 'ftp://secret', PORT: 'eighty', PUBLIC_API_URL: 'nowhere' }
    const headers = { ...production, OTEL_EXPORTER_OTLP_HEADERS: 'hunter2' }
    expect(() => readConfig(wrong)).toThrow(/BACKEND_URL[\s\S]*PUBLIC_API_URL[\s\S]*PORT/)
    expect(() => readConfig(headers)).toThrow(/OTEL_EXPORTER_OTLP_HEADERS/)
    expect(() => readConfig(headers)).not.toThrow(/hunter2/)
  })
})
