import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAllowHosts } from '../../src/net/allow-hosts.ts'
import { dial } from '../../src/net/dial.ts'
import { Guard } from '../../src/net/guard.ts'
import { status, Web } from '../support/web.ts'

let web: Web
beforeAll(async () => {
  web = await Web.open({ '*': status(200) })
})
afterAll(() => web.close())

describe('dial', () => {
  it('connects to the address that was checked, and asks for it once', async () => {
    let asked = 0
    const guard = new Guard({
      allowed: parseAllowHosts('site.example'),
      // A name server that changes its mind after the first answer.
      resolve: async () => (asked++ === 0 ? ['127.0.0.1'] : ['10.0.0.1']),
    })
    const socket = await dial(guard, 'site.example', web.port)
    expect(socket.remoteAddress).toBe('127.0.0.1')
    expect(asked).toBe(1)
    socket.destroy()
  })

  it('tries the next address where one does not answer', async () => {
    const guard = new Guard({ allowed: parseAllowHosts('localhost') })
    // localhost is 127.0.0.1 and ::1; the site listens on the first alone.
    const socket = await dial(guard, 'localhost', web.port)
    expect(socket.remoteAddress).toBe('127.0.0.1')
    socket.destroy()
  })

  it('opens no socket for what is not allowed', async () => {
    const before = web.connections
    await expect(dial(new Guard(), '127.0.0.1', web.port)).rejects.toMatchObject({ reason: 'blocked-port' })
    const guard = new Guard({ allowed: parseAllowHosts(`other.example:${web.port}`) })
    await expect(dial(guard, '127.0.0.1', web.port)).rejects.toMatchObject({ reason: 'blocked-port' })
    expect(web.connections).toBe(before)
  })

  it('says what kept it from connecting', async () => {
    const guard = new Guard({ allowed: parseAllowHosts('127.0.0.1') })
    await expect(dial(guard, '127.0.0.1', 1)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('stops when it is given up', async () => {
    const guard = new Guard({ allowed: parseAllowHosts('127.0.0.1') })
    const gone = AbortSignal.abort(new Error('given up'))
    await expect(dial(guard, '127.0.0.1', web.port, gone)).rejects.toThrow('given up')
  })
})
