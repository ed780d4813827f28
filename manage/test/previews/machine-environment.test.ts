import { expect, test } from 'vitest'
import { machineEnvironment } from '../../src/previews/embedded/machine-environment.ts'

test("what a preview needs of the machine goes over, and no key, mail server or database of its caller's", () => {
  const machine = {
    PATH: '/bin',
    HOME: '/home/somebody',
    LC_ALL: 'C.UTF-8',
    https_proxy: 'http://proxy:1',
    NO_PROXY: 'localhost',
    NODE_EXTRA_CA_CERTS: '/ca.pem',
  }
  const own = {
    SMTP_URL: 'smtp://letters.example.org',
    GEMINI_API_KEY: 'x',
    DATABASE_URL: 'postgresql://site',
    REDIS_URL: 'redis://site',
    JWT_SECRET: 'x',
    ASSETS_BUCKET: 'pictures',
    NODE_OPTIONS: '--inspect',
    XPATH: 'x',
  }
  expect(machineEnvironment({ ...machine, ...own })).toEqual(machine)
})
