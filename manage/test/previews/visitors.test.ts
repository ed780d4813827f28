import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readNotes } from '../../../packages/preview-gateway/src/note.ts'
import { parseConfig } from '../../src/core/config.ts'
import type { Context } from '../../src/core/context.ts'
import { ManageError } from '../../src/core/errors.ts'
import { carryOut, onFailure, type Plan } from '../../src/core/steps.ts'
import { gatewayFacts, prepareGateway, previewOrigin } from '../../src/previews/gateway-facts.ts'
import { lockPreview } from '../../src/previews/preview-locks.ts'
import { needlessPreviews } from '../../src/previews/remove-previews.ts'
import { addressOf, faultOf, moveOriginStep, tellGateway } from '../../src/previews/visitors.ts'
import { scripted } from '../support/scripted-runner.ts'

let root: string
let context: Context
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parlance-visitors-'))
  context = scripted([], { root, config: parseConfig({}) }).context
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const record = { name: 'told', of: 'feature/told', commit: 'abc', access: 'link' } as const
const notes = () => readNotes(gatewayFacts(context).notes)

describe('what the gateway is told', () => {
  test('is read by it as it was written: held, then at fault, then neither', () => {
    tellGateway(context, record, { heldMs: 60_000 })
    const held = Date.parse(notes().get('told')?.heldUntil ?? '') - Date.now()
    expect(Math.round(held / 10_000)).toBe(6)
    const fault = { message: 'backend ended', lines: ['one', 'two'] }
    tellGateway(context, record, { fault })
    expect(notes().get('told')).toEqual({ ...record, fault })
    tellGateway(context, record, {})
    expect(notes().get('told')).toEqual(record)
    // Each came into being whole, and nothing of its making is left.
    expect(readdirSync(gatewayFacts(context).notes)).toEqual(['told.json'])
  })

  test.each([
    '{',
    '[]',
    '{"name":"told"}',
    '{"name":"other","of":"","commit":null,"access":"open"}',
    '{"name":"told","of":"x","commit":null,"access":"all"}',
  ])('is left out where it is %s', (text) => {
    mkdirSync(gatewayFacts(context).notes, { recursive: true })
    writeFileSync(join(gatewayFacts(context).notes, 'told.json'), text)
    writeFileSync(join(gatewayFacts(context).notes, '.told.7'), '{}')
    expect([...notes()]).toEqual([])
  })
})

test('a link is made by a secret that only its owner reads, and an open preview has none', () => {
  const preview = { name: 'told', origin: previewOrigin(context, 'told') }
  expect(addressOf(context, { ...preview, access: 'open' })).toBe(preview.origin)
  expect(() => addressOf(context, { ...preview, access: 'link' })).toThrow(
    'there is no gateway of previews yet',
  )
  prepareGateway(gatewayFacts(context))
  const mode = statSync(join(gatewayFacts(context).folder, 'secret')).mode & 0o777
  expect(mode.toString(8)).toBe('600')
  const link = new URL(addressOf(context, { ...preview, access: 'link' }))
  expect([link.origin, link.pathname]).toEqual([preview.origin, '/-/preview/enter'])
  prepareGateway(gatewayFacts(context))
  expect(addressOf(context, { ...preview, access: 'link' }).length).toBe(link.href.length)
})

test.each([
  [{}, /^http:\/\/told\.preview\.localhost:\d{5}$/],
  [{ PREVIEW_PORT: '8090' }, /^http:\/\/told\.preview\.localhost:8090$/],
  [{ PREVIEW_ORIGIN: 'https://preview.example.org' }, /^https:\/\/told\.preview\.example\.org$/],
  [{ PREVIEW_ORIGIN: 'http://p.example:8443', PREVIEW_PORT: '8090' }, /^http:\/\/told\.p\.example:8443$/],
])('%j gives an address', (env, address) => {
  expect(previewOrigin({ root, config: parseConfig(env) }, 'told')).toMatch(address)
})

test('a preview that moves says its new address to its services, and nothing else changes', async () => {
  writeFileSync(
    join(root, '.env.backend'),
    'A=one\nPUBLIC_URL=http://old.localhost:1\nCORS_ORIGIN=http://old.localhost:1\n',
  )
  const steps = moveOriginStep(root, 'http://old.localhost:1', 'https://new.example')
  await carryOut({ steps, result: () => {} }, context)
  expect(readFileSync(join(root, '.env.backend'), 'utf8')).toBe(
    'A=one\nPUBLIC_URL=https://new.example\nCORS_ORIGIN=https://new.example\n',
  )
  expect(moveOriginStep(root, 'https://new.example', 'https://new.example')).toEqual([])
  expect(moveOriginStep(root, undefined, 'https://new.example')).toEqual([])
})

test('its page says why it is not up: the reason, and the last lines of whom it is about', () => {
  const lastLines = Array.from({ length: 60 }, (_, n) => `line ${n}`)
  const error = new ManageError('failed', 'backend ended before it was healthy', {
    details: { service: 'backend', healthHistory: ['none'], lastLines },
  })
  expect(faultOf(error)).toEqual({
    message: 'backend ended before it was healthy',
    lines: lastLines.slice(-40),
  })
  expect(faultOf(new Error('no space left on device'))).toEqual({
    message: 'no space left on device',
    lines: [],
  })
})

test('two who work on one preview: the second is refused, and another preview is free', () => {
  const first = lockPreview(context, 'told', 'preview:up')
  expect(() => lockPreview(context, 'told', 'preview:down')).toThrow(/preview:up/)
  lockPreview(context, 'other', 'preview:up').release()
  first.release()
  lockPreview(context, 'told', 'preview:down').release()
})

describe('a plan that tells of its failure', () => {
  const failing = (where: string): Plan<string> => {
    const fail = (place: string) => () => {
      if (place === where) throw new Error(`failed in ${place}`)
    }
    return {
      steps: [{ summary: 'one', act: fail('a step') }, [{ summary: 'two', act: fail('one of several') }]],
      rest: {
        summary: 'more',
        plan: async () => {
          fail('a decision')()
          return {
            steps: [{ summary: 'three', act: fail('a later step') }],
            result: () => {
              fail('the result')()
              return 'done'
            },
          }
        },
      },
    }
  }

  test.each(['a step', 'one of several', 'a decision', 'a later step', 'the result'])('%s', async (where) => {
    const told: unknown[] = []
    const plan = onFailure(failing(where), (thrown) => void told.push(thrown))
    const error = await carryOut(plan, context).catch((thrown: unknown) => thrown)
    expect(error).toEqual(new Error(`failed in ${where}`))
    expect(new Set(told)).toEqual(new Set([error]))
  })

  test('says nothing where nothing fails', async () => {
    const told: unknown[] = []
    expect(
      await carryOut(
        onFailure(failing('nowhere'), (thrown) => void told.push(thrown)),
        context,
      ),
    ).toBe('done')
    expect(told).toEqual([])
  })
})

test('one that nobody has looked at for a day is needless, and not an hour before', async () => {
  const asked = async (hours: number) => {
    const labels = 'dev.parlance.production=preview-told,com.docker.compose.service=edge'
    const ended = new Date(Date.now() - hours * 3_600_000).toISOString()
    const inspected = [
      { Config: { Labels: { 'dev.parlance.production': 'preview-told' } }, State: { FinishedAt: ended } },
    ]
    const listed = {
      Names: 'parlance-preview-told-edge-1',
      State: 'exited',
      Status: 'Exited',
      Labels: labels,
    }
    const { context: seen } = scripted(
      [
        { when: 'docker container ls', stdout: JSON.stringify(listed) },
        { when: 'docker container inspect', stdout: JSON.stringify(inspected) },
      ],
      { root, config: parseConfig({}) },
    )
    return needlessPreviews(seen, { merged: false })
  }
  const folder = join(root, '.parlance', 'preview-told')
  mkdirSync(folder, { recursive: true })
  // Of a folder, which is there.
  writeFileSync(
    join(folder, 'preview.json'),
    JSON.stringify({ ...record, of: root, commit: null, source: root }),
  )
  expect(existsSync(root)).toBe(true)
  expect(await asked(23)).toEqual([])
  expect(await asked(25)).toEqual([{ name: 'told', why: 'nobody has looked at it for 1 d 2 h' }])
})
