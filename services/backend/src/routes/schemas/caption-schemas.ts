import { Type } from 'typebox'
import { id } from './administration-schemas.ts'
import { language, nullable } from './common-schemas.ts'

export const videoParams = Type.Object({ id })
export const captionParams = Type.Object({ id, lang: language })

const origin = Type.Enum(['original', 'machine', 'uploaded'], {
  description: 'original: what the others are translated from; uploaded: a file of its own.',
})
const revision = Type.Integer({ description: 'Raised by every change.' })

export const captionList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        language,
        origin,
        revision,
        lines: Type.Integer(),
        human: Type.Integer({ description: 'Lines that people wrote or corrected.' }),
        stale: Type.Boolean({
          description: 'The original has changed since; the translation is on its way.',
        }),
      }),
    ),
  },
  { title: 'CaptionList' },
)

const line = Type.Object({
  place: Type.Integer({ description: 'From 0, in the order they begin.' }),
  startMs: Type.Integer({ description: 'Milliseconds from the beginning of the video.' }),
  endMs: Type.Integer({ description: 'Milliseconds; after the start.' }),
  text: Type.String({ description: 'Without markup; lines parted by line feeds.' }),
  source: Type.Enum(['human', 'machine']),
  sourceText: nullable(Type.String({ description: 'The line of the original that it translates.' })),
  confidence: nullable(Type.Number({ description: '0 to 1; 0: nothing could translate it.' })),
})
const trackFields = { language, origin, revision, lines: Type.Array(line) }
export const captionTrack = Type.Object(trackFields, { title: 'CaptionTrack' })

export const uploadedCaptions = Type.Object(
  {
    format: Type.Enum(['vtt', 'srt']),
    encoding: Type.String({ description: 'Of the file, as it was read.' }),
    notes: Type.Array(Type.Object({ line: Type.Integer(), message: Type.String() }), {
      description: 'What was mended or left out, with the line of the file.',
    }),
    track: captionTrack,
  },
  { title: 'UploadedCaptions' },
)

export const captionEdit = Type.Object(
  {
    revision: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
    lines: Type.Array(
      Type.Object(
        {
          place: Type.Integer({ minimum: 0, maximum: 5_000 }),
          text: Type.String({ minLength: 1, maxLength: 1_000 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 500 },
    ),
  },
  { additionalProperties: false },
)

export const captionFileQuery = Type.Object({ format: Type.Enum(['vtt', 'srt'], { default: 'vtt' }) })

const text = { schema: Type.String() }
/** A file of captions, in the formats that it is sent and given in. */
export const captionFile = {
  description: 'The captions, set so that they can be read: two lines of 42 columns, long enough.',
  content: { 'text/vtt': text, 'application/x-subrip': text },
}
