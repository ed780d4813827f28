import { describe, expect, it } from 'vitest'
import { Cookies } from '../../src/net/cookies.ts'

const from = (url: string, ...lines: string[]) => {
  const cookies = new Cookies()
  cookies.take(new URL(url), { 'set-cookie': lines })
  return (to: string) => cookies.headerFor(new URL(to))
}

describe('the cookies of a scrape', () => {
  it('go back to the host that set them, and to no other', () => {
    const sent = from('https://a.example/', 'seen=1; HttpOnly', 'lang=en; Path=/shop')
    expect(sent('https://a.example/')).toBe('seen=1')
    expect(sent('https://a.example/shop/x')).toBe('seen=1; lang=en')
    expect(sent('https://b.example/')).toBeUndefined()
    expect(sent('https://x.a.example/')).toBeUndefined()
  })

  it('go to the hosts of their domain, which must be the own', () => {
    const sent = from(
      'https://www.a.example/',
      'one=1; Domain=.a.example',
      'two=2; Domain=bank.example',
      'three=3; Domain=example',
    )
    expect(sent('https://shop.a.example/')).toBe('one=1')
    expect(sent('https://bank.example/')).toBeUndefined()
    expect(sent('https://other.example/')).toBeUndefined()
  })

  it('do not leave a secure connection, and end when they are told to', () => {
    const sent = from(
      'https://a.example/',
      'safe=1; Secure',
      'old=1',
      'old=; Max-Age=0',
      'gone=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    )
    expect(sent('https://a.example/')).toBe('safe=1')
    expect(sent('http://a.example/')).toBeUndefined()
  })
})
