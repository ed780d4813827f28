import { describe, expect, test } from 'vitest'
import { portsOf } from '../../../src/core/topology.ts'
import { proxyExceptions, serviceEnvironment } from '../../../src/engines/embedded/service-environment.ts'

const facts = {
  instance: 'default',
  host: '127.0.0.1',
  publicHost: 'localhost',
  ports: portsOf('development', 0),
  folder: '/p/.parlance/default',
  sharedFolder: '/p/.parlance',
  version: '1.2.3',
  databaseUrl: 'postgresql://parlance:pw@127.0.0.1:5433/parlance',
  jwtSecret: 'made',
  chromium: '/usr/bin/chromium',
  ffmpeg: '/usr/bin/ffmpeg',
}

describe('the environment of a service', () => {
  test('names its own address and those of the others', () => {
    expect(serviceEnvironment('backend', facts, {})).toMatchObject({
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: '3002',
      DATABASE_URL: facts.databaseUrl,
      JWT_SECRET: 'made',
      TRANSLATION_ADDRESS: '127.0.0.1:50052',
      SCRAPER_ADDRESS: '127.0.0.1:50062',
      VIDEO_ADDRESS: '127.0.0.1:50072',
      ASSETS_DIR: '/p/.parlance/default/assets',
    })
    expect(serviceEnvironment('frontend', facts, {})).toMatchObject({
      BACKEND_URL: 'http://127.0.0.1:3002',
      PUBLIC_API_URL: 'http://localhost:3002',
    })
  })

  test('where IPv4 has no loopback, addresses are those of IPv6', () => {
    const six = { ...facts, host: '::1', publicHost: '[::1]' }
    expect(serviceEnvironment('backend', six, {})).toMatchObject({
      HOST: '::1',
      SCRAPER_ADDRESS: '[::1]:50062',
    })
    expect(serviceEnvironment('frontend', six, {})).toMatchObject({ PUBLIC_API_URL: 'http://[::1]:3002' })
  })

  test("the caller's names win, but not those that would cross the services or another database", () => {
    const caller = {
      LOG_LEVEL: 'debug',
      JWT_SECRET: 'own',
      PORT: '9',
      NODE_ENV: 'production',
      DATABASE_URL: 'postgresql://live/db',
    }
    expect(serviceEnvironment('backend', facts, caller)).toMatchObject({
      LOG_LEVEL: 'debug',
      JWT_SECRET: 'own',
      PORT: '3002',
      NODE_ENV: 'development',
      DATABASE_URL: facts.databaseUrl,
    })
  })

  test('without a Chromium none is named', () => {
    expect(serviceEnvironment('scraper', { ...facts, chromium: undefined }, {})).not.toHaveProperty(
      'PUPPETEER_EXECUTABLE_PATH',
    )
  })

  test('without an ffmpeg the backend is told of no service for videos', () => {
    expect(serviceEnvironment('backend', { ...facts, ffmpeg: undefined }, {})).not.toHaveProperty(
      'VIDEO_ADDRESS',
    )
    expect(serviceEnvironment('video', facts, {})).toMatchObject({
      FFMPEG_PATH: '/usr/bin/ffmpeg',
      METRICS_PORT: '50079',
      VIDEO_SCRATCH_DIR: '/p/.parlance/default/video',
    })
  })
})

test('loopback never goes through a proxy', () => {
  expect(proxyExceptions({})).toEqual({
    NO_PROXY: 'localhost,127.0.0.1,::1',
    no_proxy: 'localhost,127.0.0.1,::1',
  })
  expect(proxyExceptions({ no_proxy: 'corp.example,localhost' }).NO_PROXY).toBe(
    'corp.example,localhost,127.0.0.1,::1',
  )
})
