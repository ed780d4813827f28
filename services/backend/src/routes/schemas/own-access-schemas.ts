import { Type } from 'typebox'
import { nullable, timestamp } from './common-schemas.ts'

const id = Type.String({ format: 'uuid' })
const name = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S', description: 'What it is for.' })
const scope = Type.Enum(['read', 'write'], {
  description: '`read` asks alone; `write` changes what its owner may change.',
})

export const factorView = Type.Object(
  {
    enabled: Type.Boolean(),
    codesLeft: Type.Integer({ description: 'Recovery codes that were not used.' }),
    demanded: Type.Boolean({ description: 'The site demands one of this role.' }),
  },
  { title: 'SecondFactor' },
)
export const factorBegun = Type.Object(
  {
    secret: Type.String({ description: 'Base32, to type into an authenticator.' }),
    uri: Type.String({ description: 'otpauth://, for a picture that an authenticator reads.' }),
  },
  { title: 'SecondFactorBegun' },
)
export const codeBody = Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) })
export const recoveryCodes = Type.Object({ codes: Type.Array(Type.String()) }, { title: 'RecoveryCodes' })

export const apiTokenBody = Type.Object({
  name,
  scope,
  days: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 3_650, description: 'Until it ends; absent = never.' }),
  ),
})
export const apiTokenMade = Type.Object(
  { id, token: Type.String({ description: 'For the Authorization header; shown this once.' }) },
  { title: 'ApiTokenMade' },
)
export const apiTokenList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id,
        name: Type.String(),
        scope,
        prefix: Type.String(),
        createdAt: timestamp,
        lastUsedAt: nullable(timestamp),
        expiresAt: nullable(timestamp),
      }),
    ),
  },
  { title: 'ApiTokenList' },
)
