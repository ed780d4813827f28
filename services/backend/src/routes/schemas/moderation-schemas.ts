import { Type } from 'typebox'
import { nullable, slug, timestamp } from './common-schemas.ts'

const userId = Type.String({ format: 'uuid' })

export const muteBody = Type.Object({
  userId,
  everywhere: Type.Optional(Type.Boolean({ description: 'In all rooms; else in this one.' })),
  minutes: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 525_600, description: 'Absent = until somebody lifts it.' }),
  ),
  reason: Type.Optional(Type.String({ maxLength: 300 })),
})

export const mute = Type.Object(
  {
    userId,
    name: Type.String(),
    everywhere: Type.Boolean(),
    until: nullable(timestamp),
    reason: Type.String(),
    createdAt: timestamp,
    by: Type.String({ description: 'Who did it; "" = the account is gone.' }),
  },
  { title: 'Mute' },
)

export const muteList = Type.Object({ items: Type.Array(mute) }, { title: 'MuteList' })
export const muteParams = Type.Object({ slug, userId })
