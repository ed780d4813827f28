import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  carriedConfiguration,
  configurationSteps,
  stillUnset,
} from '../../../src/production/bundle/configuration.ts'
import { secretFiles } from '../../../src/production/secret-files.ts'

const checkout = join(import.meta.dirname, '..', '..', '..', '..')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-env-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const carried = () => carriedConfiguration(checkout, folder)

test('no secret that secrets:init makes leaves the machine', () => {
  let count = 0
  for (const [name, text] of Object.entries(secretFiles('https://example.org', () => `made-${++count}-made`)))
    write(name, text)
  expect(count).toBeGreaterThan(3)
  expect(JSON.stringify(carried())).not.toMatch(/made-\d/)
  expect(carried().lines['.env.backend']).toEqual([
    'CORS_ORIGIN=https://example.org',
    'PUBLIC_URL=https://example.org',
  ])
  expect(carried().withheld['.env.backend']).toEqual([
    'POSTGRES_PASSWORD',
    'DATABASE_URL',
    'REDIS_PASSWORD',
    'REDIS_URL',
    'JWT_SECRET',
    'GRAFANA_PASSWORD',
  ])
})

test.each([
  ['SMTP_URL=smtp://mail.example:587', 'a mail server, which mostly has a password'],
  ['GEMINI_API_KEY=abc', 'a key'],
  ['ALERT_WEBHOOK_URL=https://hooks.example/T0/B0/xyz', 'a webhook, whose address is its secret'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT=https://somebody:pass@collector.example', 'an address with a password'],
  ['JWT_SECRET_FILE=/run/secrets/jwt', 'a file of the old machine'],
  ['MY_OWN_VARIABLE=1', 'what Parlance does not know'],
  ['MAIL_FROM="Parlance', 'a value that goes on in the next line'],
])('%s stays: %s', (line) => {
  write('.env.backend', `LOG_LEVEL=warn\n${line}\n`)
  expect(carried()).toEqual({
    lines: { '.env.backend': ['LOG_LEVEL=warn'] },
    withheld: { '.env.backend': [line.slice(0, line.indexOf('='))] },
  })
})

test('what is carried is added where the new file does not say it, and what a person must set is named', () => {
  write(
    '.env.backend',
    '# ours\nLOG_LEVEL=warn\nMAIL_FROM="Parlance <a@b.example>"\nSMTP_URL=smtp://x\nJWT_SECRET=abc\n',
  )
  const from = carried()
  write('.env.backend', 'JWT_SECRET=new\nLOG_LEVEL=info')
  for (const step of configurationSteps(folder, from))
    step.act?.({ run: async () => ({ code: 0, stdout: '', stderr: '' }), attach: async () => 0 })
  expect(readFileSync(join(folder, '.env.backend'), 'utf8')).toBe(
    'JWT_SECRET=new\nLOG_LEVEL=info\nMAIL_FROM="Parlance <a@b.example>"\n',
  )
  expect(stillUnset(folder, from)).toEqual(['SMTP_URL in .env.backend'])
})
