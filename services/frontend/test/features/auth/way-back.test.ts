import { expect, test } from 'vitest'
import { afterSigningIn, doorOf, wayBackOf } from '../../../src/features/auth/way-back.ts'

test('who comes from a preview is led back to the page that they asked for', () => {
  const back = wayBackOf({ preview: 'feature-search', to: '/fr/tools?sort=new&page=2' })
  expect(back && doorOf(back)).toBe(
    '/api/v1/auth/preview?name=feature-search&to=%2Ffr%2Ftools%3Fsort%3Dnew%26page%3D2',
  )
})

test.each([
  {},
  { preview: '' },
  { preview: '../x' },
  { preview: 'evil.example' },
  { preview: ['one', 'two'] },
  { preview: 'UPPER' },
  { to: '/fr' },
])('%j: nobody came from a preview', (values) => {
  expect(wayBackOf(values)).toBeUndefined()
})

test.each([{ to: 'https://evil.example' }, { to: `/${'x'.repeat(1_000)}` }, { to: ['/a', '/b'] }, {}])(
  '%j: what is no path of the preview leads to its beginning',
  (values) => {
    expect(wayBackOf({ preview: 'x', ...values })).toEqual({ preview: 'x', to: '/' })
  },
)

test('editors and administrators go back, or to the desk; members, whom no preview lets in, stay', () => {
  const back = { preview: 'x', to: '/' }
  const desk = '/fr/admin'
  const door = '/api/v1/auth/preview?name=x&to=%2F'
  expect(['editor', 'admin'].map((role) => afterSigningIn(role as 'editor', back, desk))).toEqual([
    door,
    door,
  ])
  expect(afterSigningIn('editor', undefined, desk)).toBe(desk)
  expect(afterSigningIn('member', back, desk)).toBeUndefined()
  expect(afterSigningIn(undefined, back, desk)).toBeUndefined()
})
