import { scrapeReasons } from '@parlance/contracts'
import { describe, expect, it } from 'vitest'
import en from '../../../messages/en.json' with { type: 'json' }
import { knownReasons, reasonOf } from '../../../src/features/submit/reasons.ts'

describe('reasons of a failed submission', () => {
  it('are those of the contract, all of them', () => {
    expect([...knownReasons].sort()).toEqual(Object.keys(scrapeReasons).sort())
  })

  it('each have a text of their own', () => {
    const texts: Record<string, { title: string; help: string }> = en.submit.reasons
    const reasons = [...Object.keys(scrapeReasons), 'taken-down', 'interrupted']
    const titles = reasons.map((reason) => texts[reason]?.title)
    expect(titles).not.toContain(undefined)
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('are taken from the problem, by reason before code', () => {
    expect(reasonOf({ code: 'forbidden', reason: 'robots-disallowed' })).toBe('robots-disallowed')
    expect(reasonOf({ code: 'conflict', reason: 'taken-down' })).toBe('taken-down')
    expect(reasonOf({ code: 'rate-limited' })).toBe('rate-limited')
    expect(reasonOf({ code: 'rate-limited', reason: 'busy' })).toBe('busy')
    expect(reasonOf({ code: 'timeout', reason: 'of a newer backend' })).toBe('timed-out')
    expect(reasonOf({ code: 'unreachable' })).toBe('unreachable')
    expect(reasonOf({ code: 'whatever' })).toBe('internal')
  })
})
