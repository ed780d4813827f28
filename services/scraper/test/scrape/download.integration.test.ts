import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestService } from '../support/service.ts'
import { endless, file, html, redirect, status, Web } from '../support/web.ts'

const film = randomBytes(3_000_000)
const most = 4_000_000
let web: Web
/** Inside, where nobody is to be led: it is allowed to none of the services below but the one of its control. */
let trap: Web
let service: TestService

beforeAll(async () => {
  trap = await Web.open({ '*': file(film, 'video/mp4') })
  web = await Web.open({
    '/film.mp4': file(film, 'video/mp4', { 'content-length': String(film.length) }),
    '/moved': redirect('/film.mp4', 301),
    '/packed.mp4': file(gzipSync(film), 'video/mp4', { 'content-encoding': 'gzip' }),
    '/page': html('<title>No film</title>'),
    '/gone': status(404),
    '/long': file(film, 'video/mp4', { 'content-length': String(film.length) }),
    '/endless': endless(Buffer.alloc(65_536), { 'content-type': 'video/mp4' }),
    '/bomb': file(gzipSync(Buffer.alloc(20_000_000)), 'video/mp4', { 'content-encoding': 'gzip' }),
    '/cut': (_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': String(film.length) })
      response.write(film.subarray(0, 100_000), () => response.destroy())
    },
    '/inside': redirect(trap.url('/film.mp4')),
    '/twice': redirect('/inside'),
    '/metadata': redirect('http://169.254.169.254/latest/meta-data/'),
    '/file': redirect('file:///etc/passwd'),
    '/round': redirect('/round'),
  })
  // Its port is as good as the web's, so that it is the address that is judged.
  service = await TestService.start(web.host, { ports: [80, 443, trap.port] })
})
afterAll(async () => {
  await service.stop()
  await Promise.all([web.close(), trap.close()])
})

const reasonOf = (url: string, mostBytes = most) =>
  service.download(url, mostBytes).then(
    () => 'it was sent',
    ({ reason }: { reason?: string }) => reason,
  )

describe('a file of the open web', () => {
  it('comes as it is, in pieces, with what its server says of it', async () => {
    const { head, content, largest } = await service.download(web.url('/moved'), most)
    expect(head).toEqual({ url: web.url('/film.mp4'), mediaType: 'video/mp4', bytes: film.length })
    expect(content.equals(film)).toBe(true)
    expect(largest).toBeLessThanOrEqual(262_144)
  })

  it('is unpacked where it is sent packed, and nobody is told a length that it does not have', async () => {
    const { head, content } = await service.download(web.url('/packed.mp4'), most)
    expect(head).toMatchObject({ bytes: 0 })
    expect(content.equals(film)).toBe(true)
  })

  it.each([
    ['a page', '/page', 'http-error'],
    ['what is not there', '/gone', 'http-error'],
    ['what never ends', '/endless', 'too-large'],
    ['little that becomes much', '/bomb', 'too-large'],
    ['what breaks off', '/cut', 'connection-failed'],
    ['what leads in a circle', '/round', 'too-many-redirects'],
  ])('%s is refused', async (_what, path, reason) => {
    expect(await reasonOf(web.url(path))).toBe(reason)
  })

  it('larger than is taken is refused by what its server says, before any of it', async () => {
    const { length } = film
    expect(await reasonOf(web.url('/long'), length - 1)).toBe('too-large')
    expect(await reasonOf(web.url('/long'), length)).toBe('it was sent')
  })
})

describe('what is inside', () => {
  it.each(['/inside', '/twice', '/metadata'])('is not reached by the redirect at %s', async (path) => {
    expect(await reasonOf(web.url(path))).toBe('blocked-redirect')
  })

  it('nor is a file of this machine', async () => {
    expect(await reasonOf(web.url('/file'))).toMatch(/^(blocked-redirect|unsupported-scheme)$/)
    expect(await reasonOf('file:///etc/passwd')).toBe('unsupported-scheme')
    expect(await reasonOf(trap.url('/film.mp4'))).toBe('blocked-address')
    expect(await reasonOf(`http://localhost:${trap.port}/film.mp4`)).toBe('blocked-address')
  })

  it('no connection came there; the same redirect brings one where that is allowed', async () => {
    expect(trap.connections).toBe(0)
    const lax = await TestService.start(`${web.host},${trap.host}`)
    const { content } = await lax.download(web.url('/twice'), most)
    await lax.stop()
    expect(content.equals(film)).toBe(true)
    expect(trap.connections).toBe(1)
  })
})
