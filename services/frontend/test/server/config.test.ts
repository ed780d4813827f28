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
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(/BACKEND_URL: is missing/)
  })

  it('names every fault at once and shows no value', () => {
    const wrong = { ...production, BACKEND_URL: 'ftp://secret', PORT: 'eighty', PUBLIC_API_URL: 'nowhere' }
    expect(() => readConfig(wrong)).toThrow(/BACKEND_URL[\s\S]*PUBLIC_API_URL[\s\S]*PORT/)
    expect(() => readConfig(wrong)).not.toThrow(/secret|eighty|nowhere/)
  })
})
