import { Type } from 'typebox'
import { shortestPassword } from '../../features/accounts/membership.ts'
import { language, timestamp } from './common-schemas.ts'

const id = Type.String({ format: 'uuid' })
const role = Type.Enum(['member', 'editor', 'admin'])
const email = Type.String({ minLength: 3, maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+$' })

export const sessionList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id,
        userAgent: Type.String(),
        ip: Type.String(),
        current: Type.Boolean({ description: 'It is the one that asks.' }),
        createdAt: timestamp,
        lastUsedAt: timestamp,
      }),
    ),
  },
  { title: 'SessionList' },
)
export const ownData = Type.Object({}, { additionalProperties: true, title: 'OwnData' })

export const invitationBody = Type.Object({ email, role, lang: Type.Optional(language) })
export const invitationMade = Type.Object(
  {
    id,
    token: Type.String({ description: 'For the link; shown this once.' }),
    expiresAt: timestamp,
    mailed: Type.Boolean({ description: 'The link went to the address by letter.' }),
  },
  { title: 'InvitationMade' },
)
export const invitationList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id,
        email: Type.String(),
        role,
        invitedBy: Type.String(),
        createdAt: timestamp,
        expiresAt: timestamp,
      }),
    ),
  },
  { title: 'InvitationList' },
)
export const acceptBody = Type.Object({
  token: Type.String({ minLength: 1, maxLength: 100 }),
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S', description: 'Shown to the others.' }),
  password: Type.String({ minLength: shortestPassword, maxLength: 1_024 }),
  lang: language,
})
