import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instanceFault } from '../../src/core/config.ts'
import { previewInstance, previewName, previewOf } from '../../src/core/preview-name.ts'

describe('the name of a preview', () => {
  test.each([
    ['main', 'main'],
    ['fix-42', 'fix-42'],
    ['../../x', /^x-[0-9a-f]{6}$/],
    ['feature/search', /^feature-search-[0-9a-f]{6}$/],
    ['Feature/Search', /^feature-search-[0-9a-f]{6}$/],
    ['élan vital', /^lan-vital-[0-9a-f]{6}$/],
    ['日本語', /^[0-9a-f]{6}$/],
    ['a'.repeat(200), /^a{15}-[0-9a-f]{6}$/],
  ])('of %s is %s', (of, name) => expect(previewName(of)).toMatch(name))

  test('is a DNS label and names an instance, whatever the branch is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 250 }), (of) => {
        const name = previewName(of)
        // RFC 1123: letters, digits and hyphens, of which none at an end.
        expect(name).toMatch(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/)
        expect(instanceFault(previewInstance(name))).toBeUndefined()
        expect(previewOf(previewInstance(name))).toBe(name)
      }),
    )
  })

  test('is another for another branch, also for one that is called as a name is made', () => {
    const branch = fc.stringMatching(/^[a-zA-Z/_.-]{1,12}$/)
    fc.assert(
      fc.property(fc.uniqueArray(branch, { minLength: 2, maxLength: 20 }), (branches) => {
        const all = [...new Set([...branches, ...branches.map(previewName)])]
        const made = all.filter((one) => previewName(one) !== one)
        expect(new Set(made.map(previewName)).size).toBe(made.length)
        for (const one of made)
          expect(all.filter((other) => previewName(other) === previewName(one))).toEqual([one])
      }),
    )
  })
})
