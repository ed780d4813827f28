import { Type } from 'typebox'
import { id } from './administration-schemas.ts'
import { language, nullable, timestamp } from './common-schemas.ts'

const problem = nullable(
  Type.Object({
    code: Type.String({
      description:
        'checksum, duplicate, cancelled, unavailable, timeout, or why the service refused it: not-a-video, damaged, too-long, …',
    }),
    detail: Type.String({ description: 'For people.' }),
  }),
)
const address = (description: string) => nullable(Type.String({ description }))

export const videoView = Type.Object(
  {
    id,
    tool: Type.String({ description: 'Slug of the listing.' }),
    name: Type.String({ description: 'Of the file, as its owner calls it.' }),
    state: Type.Enum(['uploading', 'uploaded', 'processing', 'ready', 'failed'], {
      description:
        'uploaded: waits to be looked at; processing: renditions are made; ready: nothing is left to do, and there is one.',
    }),
    problem,
    bytes: Type.Integer({ description: 'Of the file.' }),
    sha256: nullable(Type.String({ description: 'Hex, of the file; null until all of it is here.' })),
    durationSeconds: nullable(Type.Number({ description: 'Null until it was looked at.' })),
    width: nullable(Type.Integer({ description: 'Pixels, as shown.' })),
    height: nullable(Type.Integer()),
    playable: Type.Boolean({ description: 'At least one rendition is there.' }),
    loudness: nullable(Type.Number({ description: 'LUFS; null without sound.' })),
    createdAt: timestamp,
    poster: address('A picture of it.'),
    storyboard: address('WebVTT whose cues name parts of a picture (xywh).'),
    playlist: address('HLS, with the renditions that are there.'),
    fallback: address('A rendition as a file: for where nothing plays HLS.'),
    renditions: Type.Array(
      Type.Object({
        rung: Type.String({ description: '"360p": the shorter side; "source" of a small source.' }),
        state: Type.Enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
        progress: Type.Number({ description: '0 to 1.' }),
        width: Type.Integer(),
        height: Type.Integer(),
        bytes: nullable(Type.Integer({ description: 'Null until it is there.' })),
        problem,
      }),
      { description: 'The lowest first; who may not change the video sees those that are there.' },
    ),
    captions: Type.Array(
      Type.Object({
        language,
        origin: Type.Enum(['original', 'machine', 'uploaded']),
        url: Type.String({ description: 'WebVTT.' }),
      }),
    ),
    transcript: nullable(
      Type.Object(
        {
          state: Type.Enum(['waiting', 'failed']),
          language: nullable(language),
          problem,
        },
        {
          description:
            'That a machine writes down what is said; null: nobody asked, it is done, or who asks may not change the video.',
        },
      ),
    ),
    mayEdit: Type.Boolean({ description: 'Whoever asks may change it.' }),
    mayTranscribe: Type.Boolean({
      description:
        'Whoever asks may have it written down by a machine now: there is an engine, sound, and no original.',
    }),
  },
  { title: 'Video' },
)
export const videoList = Type.Object(
  {
    items: Type.Array(videoView),
    mayAdd: Type.Boolean({ description: 'Whoever asks may add one: editors, and who brought the listing.' }),
  },
  { title: 'VideoList' },
)

export const transcriptWish = Type.Object(
  { language: Type.Optional(language) },
  { additionalProperties: false, description: 'What is spoken; absent: the engine finds out.' },
)

export const videoWork = Type.Object(
  {
    rung: Type.Optional(
      Type.String({
        pattern: '^[a-z0-9]{1,16}$',
        description: 'Of this rendition alone, or of preview (the pictures) or probe; absent: of all.',
      }),
    ),
  },
  { additionalProperties: false },
)

const rung = Type.String({ pattern: '^[a-z0-9]{1,16}$' })
export const renditionParams = Type.Object({ id, rung })
export const signedQuery = Type.Object({
  expires: Type.Integer({ minimum: 0, maximum: 99_999_999_999 }),
  signature: Type.String({ minLength: 1, maxLength: 100 }),
})
