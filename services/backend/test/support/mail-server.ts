import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A letter that came in. */
export interface Letter {
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly auto: string
}

/** A real mail server on a port of its own. */
export interface MailServer {
  /** smtp://… */
  readonly url: string
  readonly letters: Letter[]
  /** Refuses so many letters from now on, with a fault that passes. */
  refuse(count: number): void
  /** The next letter to an address that has not been taken yet, or one that came already. */
  next(to: string): Promise<Letter>
  stop(): Promise<void>
}

/** Starts a mail server that takes everything. */
export async function startMailServer(): Promise<MailServer> {
  const letters: Letter[] = []
  const taken = new Set<Letter>()
  let waiting: (() => void)[] = []
  let refused = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (refused > 0) {
          refused--
          return done(Object.assign(new Error('not now'), { responseCode: 451 }))
        }
        letters.push(
          parse(
            Buffer.concat(chunks).toString('utf8'),
            session.envelope.rcptTo.map((each) => each.address),
          ),
        )
        const woken = waiting
        waiting = []
        for (const wake of woken) wake()
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    refuse: (count) => {
      refused = count
    },
    next: async (to) => {
      for (;;) {
        const found = letters.find((letter) => letter.to.includes(to) && !taken.has(letter))
        if (found) {
          taken.add(found)
          return found
        }
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Reads a letter of one plain text part, as RFC 5322 and 2045 write it. */
function parse(raw: string, to: readonly string[]): Letter {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ')
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? ''
  const body = rest.join('\r\n\r\n')
  const encoding = header('content-transfer-encoding').toLowerCase()
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? quoted(body.replace(/=\r\n/g, ''))
        : body
  const subject = header('subject').replace(/=\?utf-8\?([qb])\?([^?]*)\?=\s*/gi, (_, kind, word) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(word, 'base64').toString('utf8')
      : quoted(word.replaceAll('_', ' ')),
  )
  return { to, subject, text, auto: header('auto-submitted') }
}

function quoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
