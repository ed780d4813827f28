import { Type } from 'typebox'
import { id } from './administration-schemas.ts'
import { nullable, timestamp } from './common-schemas.ts'

export const videoView = Type.Object(
  {
    id,
    name: Type.String({ description: 'Of the file, as its owner calls it.' }),
    state: Type.Enum(['uploading', 'uploaded', 'failed']),
    problem: nullable(
      Type.Object({
        code: Type.Enum(['checksum', 'duplicate']),
        detail: Type.String({ description: 'For people.' }),
      }),
    ),
    bytes: Type.Integer({ description: 'Of the file.' }),
    sha256: nullable(Type.String({ description: 'Hex, of the file; null until all of it is here.' })),
    createdAt: timestamp,
  },
  { title: 'Video' },
)
export const videoList = Type.Object({ items: Type.Array(videoView) }, { title: 'VideoList' })
