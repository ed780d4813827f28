import { describe, expect, it } from 'vitest'
import { parseEnvironment } from '../../src/server/env-schema.ts'

const production = { NODE_ENV: 'production', BACKEND_URL: 'http://backend:3001' }

describe('parseEnvironment', () => {
  it('needs nothing in development', () => {
    expect(parseEnvironment({})).toMatchObject({
      production: false,
      backendUrl: 'http://localhost:3002',
      publicApiUrl: 'http://localhost:3002',
    })
  })

  it('takes the same origin for browsers in production, and cuts trailing slashes', () => {
    expect(parseEnvironment({ ...production, BACKEND_URL: 'http://backend:3001/' })).toMatchObject({
      production: true,
      backendUrl: 'http://backend:3001',
      publicApiUrl: '',
    })
  })

  it('gives no default to an address in production', () => {
    expect(() => parseEnvironment({ NODE_ENV: 'production' })).toThrow(/BACKEND_URL: is missing/)
  })

  it('names every fault at once and shows no value', () => {
    const wrong = { ...production, BACKEND_URL: 'ftp://secret', PORT: 'eighty', PUBLIC_API_URL: 'nowhere' }
    expect(() => parseEnvironment(wrong)).toThrow(/BACKEND_URL[\s\S]*PUBLIC_API_URL[\s\S]*PORT/)
    expect(() => parseEnvironment(wrong)).not.toThrow(/secret|eighty|nowhere/)
  })
})
