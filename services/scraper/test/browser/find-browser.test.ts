import { describe, expect, it } from 'vitest'
import { findBrowser } from '../../src/browser/find-browser.ts'

describe('findBrowser', () => {
  it('takes the one that is named', () => {
    expect(findBrowser(process.execPath)).toEqual({ executable: process.execPath })
  })

  it('does not look elsewhere where the named one is not there', () => {
    const found = findBrowser('/nowhere/chromium')
    expect(found.executable).toBeUndefined()
    expect(found).toMatchObject({ why: expect.stringContaining('/nowhere/chromium') })
  })

  it('says what to do where there is none', () => {
    expect(findBrowser(undefined, 'aix')).toMatchObject({ why: expect.stringContaining('manage setup') })
  })
})
