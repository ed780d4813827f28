import { describe, expect, it } from 'vitest'
import { browserArguments } from '../../src/browser/launch.ts'

describe('browserArguments', () => {
  const args = browserArguments(true)

  it.each([
    // A closed port: without the proxy that each visit brings, there is no way out.
    '--proxy-server=http://127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--disable-quic',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--block-new-web-contents',
  ])('has %s', (argument) => expect(args).toContain(argument))

  it('never runs everything in one process, nor opens a debugging port', () => {
    expect(args.join(' ')).not.toMatch(/--single-process|--remote-debugging-port|--disable-web-security/)
  })

  it('gives the sandbox up only where it is told to', () => {
    expect(args).not.toContain('--no-sandbox')
    expect(browserArguments(false)).toContain('--no-sandbox')
  })
})
