import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()
const base64url = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64url')

/** CBOR (RFC 8949), as far as a passkey needs it: the head of a value of a major type. */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255])
}
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)])
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value])
const integer = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value))
const map = (...entries: (readonly [Buffer, Buffer])[]) =>
  Buffer.concat([head(5, entries.length), ...entries.flat()])

/** Bits of authenticator data (Web Authentication Level 3, 6.1). */
const userPresent = 1
const userVerified = 4
const attestedData = 64

/** What a device may do wrong. */
export interface Lies {
  readonly origin?: string
  readonly host?: string
  /** It asked for no finger, face or number. */
  readonly unverified?: boolean
  readonly handle?: string
}

/** A passkey's device, written from the standard: an ES256 key that signs what a site asks, without attestation. */
export function createAuthenticator(site: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(16)
  let count = 0
  let handle = ''
  const dataOf = (host: string, flags: number) => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(++count)
    return Buffer.concat([sha256(host), Buffer.from([flags]), counter])
  }
  const clientData = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const flagsOf = ({ unverified }: Lies) => userPresent | (unverified ? 0 : userVerified)
  const answer = <T extends object>(response: T) => ({
    id: base64url(credentialId),
    rawId: base64url(credentialId),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  })

  return {
    id: base64url(credentialId),
    /** `navigator.credentials.create`. */
    create(options: { challenge: string; user: { id: string } }, lies: Lies = {}) {
      handle = options.user.id
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const coordinate = (value: string) => bytes(Buffer.from(value, 'base64url'))
      // RFC 9053, 7.1.1: kty EC2, alg ES256, crv P-256, x, y.
      const key = map(
        [integer(1), integer(2)],
        [integer(3), integer(-7)],
        [integer(-1), integer(1)],
        [integer(-2), coordinate(x)],
        [integer(-3), coordinate(y)],
      )
      const data = Buffer.concat([
        dataOf(lies.host ?? new URL(site).hostname, flagsOf(lies) | attestedData),
        Buffer.alloc(16),
        Buffer.from([0, credentialId.length]),
        credentialId,
        key,
      ])
      const attestation = map(
        [text('fmt'), text('none')],
        [text('attStmt'), map()],
        [text('authData'), bytes(data)],
      )
      return answer({
        clientDataJSON: base64url(clientData('webauthn.create', options.challenge, lies.origin ?? site)),
        attestationObject: base64url(attestation),
        transports: ['internal'],
      })
    },
    /** `navigator.credentials.get`. */
    get(options: { challenge: string }, lies: Lies = {}) {
      const data = dataOf(lies.host ?? new URL(site).hostname, flagsOf(lies))
      const client = clientData('webauthn.get', options.challenge, lies.origin ?? site)
      return answer({
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
        userHandle: lies.handle === undefined ? handle : base64url(lies.handle),
      })
    },
  }
}
