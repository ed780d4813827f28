import { Type } from 'typebox'
import { language, nullable, timestamp } from './common-schemas.ts'

const user = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String(),
    role: Type.Enum(['guest', 'member', 'editor', 'admin']),
    lang: language,
    email: nullable(Type.String()),
    needsSecondFactor: Type.Optional(
      Type.Boolean({
        description: 'The role wants a second factor first; until then it is that of a member.',
      }),
    ),
  },
  { title: 'User' },
)

export const sessionCarrier = Type.Optional(
  Type.Enum(['cookie', 'token'], {
    description:
      'Where the access token goes: `cookie`, for browsers, sets it as one that scripts cannot read, and leaves it out ' +
      'of the answer; `token` (the default), for programs, is in the answer.',
  }),
)

export const guestBody = Type.Object({
  session: sessionCarrier,
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S', description: 'Shown to the others.' }),
  lang: language,
})

export const loginBody = Type.Object({
  session: sessionCarrier,
  email: Type.String({ minLength: 3, maxLength: 254 }),
  password: Type.String({ minLength: 1, maxLength: 1_024 }),
  code: Type.Optional(
    Type.String({
      maxLength: 40,
      description: 'Of an authenticator, or a recovery code, where there is a second factor.',
    }),
  ),
})

export const signedIn = Type.Object(
  {
    token: Type.Optional(Type.String({ description: 'Bearer token; absent where it is in a cookie.' })),
    expiresAt: timestamp,
    user,
  },
  { title: 'SignedIn' },
)

export const me = Type.Object({ user }, { title: 'Me' })
