import { Type } from 'typebox'
import { language, nullable, timestamp } from './common.ts'

const user = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String(),
    role: Type.Enum(['guest', 'member', 'editor', 'admin']),
    lang: language,
    email: nullable(Type.String()),
  },
  { title: 'User' },
)

export const guestBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S', description: 'Shown to the others.' }),
  lang: language,
})

export const loginBody = Type.Object({
  email: Type.String({ minLength: 3, maxLength: 254 }),
  password: Type.String({ minLength: 1, maxLength: 1_024 }),
})

export const signedIn = Type.Object(
  {
    token: Type.String({ description: 'Bearer token.' }),
    expiresAt: timestamp,
    user,
  },
  { title: 'SignedIn' },
)

export const me = Type.Object({ user }, { title: 'Me' })
