import { Type } from 'typebox'
import { sessionCarrier } from './accounts-schemas.ts'
import { nullable, timestamp } from './common-schemas.ts'

const id = Type.String({ format: 'uuid' })
const name = Type.String({
  minLength: 1,
  maxLength: 60,
  pattern: '\\S',
  description: 'To tell it from others.',
})
const base64url = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[A-Za-z0-9_-]+$' })

/** What every answer of a browser has (PublicKeyCredential.toJSON, Web Authentication Level 3). */
const credential = {
  id: base64url(1_400),
  rawId: base64url(1_400),
  type: Type.Enum(['public-key']),
  authenticatorAttachment: Type.Optional(Type.Enum(['platform', 'cross-platform'])),
  clientExtensionResults: Type.Object({}, { additionalProperties: true }),
}

export const passkeyList = Type.Object(
  {
    items: Type.Array(
      Type.Object({ id, name: Type.String(), createdAt: timestamp, lastUsedAt: nullable(timestamp) }),
    ),
  },
  { title: 'PasskeyList' },
)
/** As browsers take it: PublicKeyCredential.parseCreationOptionsFromJSON, parseRequestOptionsFromJSON. */
export const passkeyOptions = Type.Object(
  { challenge: Type.String() },
  { additionalProperties: true, title: 'PasskeyOptions' },
)
export const passkeyNameBody = Type.Object({ name })
export const passkeyBody = Type.Object({
  name,
  response: Type.Object({
    ...credential,
    response: Type.Object({
      clientDataJSON: base64url(4_000),
      attestationObject: base64url(40_000),
      transports: Type.Optional(Type.Array(Type.String({ maxLength: 30 }), { maxItems: 10 })),
    }),
  }),
})
export const passkeyLoginBody = Type.Object({
  session: sessionCarrier,
  response: Type.Object({
    ...credential,
    response: Type.Object({
      clientDataJSON: base64url(4_000),
      authenticatorData: base64url(4_000),
      signature: base64url(2_000),
      userHandle: Type.Optional(base64url(100)),
    }),
  }),
})
