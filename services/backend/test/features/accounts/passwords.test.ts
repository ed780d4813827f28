import { describe, expect, test } from 'vitest'
import { hashPassword, verifyPassword } from '../../../src/features/accounts/passwords.ts'

describe('a password', () => {
  test('fits its hash and no other', async () => {
    const hash = await hashPassword('correct horse')
    expect(await verifyPassword('correct horse', hash)).toBe(true)
    expect(await verifyPassword('Correct horse', hash)).toBe(false)
    expect(await verifyPassword('', hash)).toBe(false)
  })

  test('has another hash each time', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'))
  })

  test('is the same however the keyboard composes its accents', async () => {
    expect(await verifyPassword('cafe\u0301', await hashPassword('caf\u00e9'))).toBe(true)
  })
})

// Of the tests of the reference implementation, phc-winner-argon2: password, somesalt, t = 2, m = 2^16, p = 1.
test('the hash of the reference implementation is understood', async () => {
  const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  expect(await verifyPassword('password', hash)).toBe(true)
})

test.each(['', 'plain', '$2b$10$abc', '$argon2id$v=19$m=1,t=1,p=1$$'])('%j is no hash', async (hash) => {
  expect(await verifyPassword('password', hash)).toBe(false)
})
