import { connect, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { freePort, layCable, waitUntil } from '../src/index.ts'

it('gives each caller another port, that can be bound, below those of outgoing connections', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()))
  expect(new Set(ports).size).toBe(20)
  for (const port of ports) {
    expect(port).toBeLessThan(32_768)
    const server = createServer()
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
    await new Promise((resolve) => server.close(resolve))
  }
})

it('passes a port over that somebody holds', async () => {
  const next = await freePort()
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(next + 1, '127.0.0.1', resolve))
  expect(await freePort()).not.toBe(next + 1)
  await new Promise((resolve) => holder.close(resolve))
})

it('waits through "not yet", false and errors, and gives what came, also 0 and an empty text', async () => {
  const said = [
    () => undefined,
    () => false as const,
    () => {
      throw new Error('early')
    },
  ]
  let asked = 0
  expect(await waitUntil('a number', () => said[asked++]?.() ?? (asked > 4 ? 0 : undefined))).toBe(0)
  expect(await waitUntil('a text', () => '')).toBe('')
})

it('says what did not come, in which time, and the last error', async () => {
  const never = waitUntil('the end', () => Promise.reject(new Error('connection refused')), 1)
  await expect(never).rejects.toThrow('not within 1 ms: the end (connection refused)')
  await expect(waitUntil('the end', () => false, 1)).rejects.toThrow(/^not within 1 ms: the end$/)
})

it('cuts what goes through a cable and refuses more until it is mended', async () => {
  const server = createServer((socket) => socket.end('hello'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const cable = await layCable(`redis://127.0.0.1:${port}/2`)
  expect(cable.url).toBe(`redis://127.0.0.1:${cable.port}/2`)
  expect(await read(cable.port)).toBe('hello')
  cable.cut()
  expect(await read(cable.port)).toBe('')
  cable.mend()
  expect(await read(cable.port)).toBe('hello')
  await cable.close()
  await new Promise((resolve) => server.close(resolve))
})

function read(port: number): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    connect(port, '127.0.0.1')
      .on('data', (chunk: Buffer) => {
        text += chunk
      })
      .on('error', () => {})
      .on('close', () => resolve(text))
  })
}
