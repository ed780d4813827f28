import { Type } from 'typebox'
import { language, slug } from './common-schemas.ts'
import { textOrigin } from './tools-schemas.ts'

const list = Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { minItems: 1, maxItems: 50 })

/** A list is corrected as a whole, in the order of the source. */
export const listingCorrection = Type.Object(
  {
    tagline: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    overview: Type.Optional(Type.String({ minLength: 1, maxLength: 5_000 })),
    description: Type.Optional(Type.String({ minLength: 1, maxLength: 20_000, description: 'Markdown.' })),
    keyFeatures: Type.Optional(list),
    useCases: Type.Optional(list),
  },
  { additionalProperties: false, minProperties: 1 },
)

export const translationParams = Type.Object({ slug, lang: language })

const fields = (description: string) =>
  Type.Array(Type.Enum(['tagline', 'overview', 'description', 'keyFeatures', 'useCases']), { description })

export const correctedListing = Type.Object(
  {
    slug,
    language,
    corrected: fields('Texts that are as they were sent.'),
    unchanged: fields(
      'Texts of the language that were not sent. There is one mark for all texts of a language, so these bear it too.',
    ),
    translation: textOrigin,
    segments: Type.Integer({
      description:
        'Texts and sentences that are remembered by it; 0 where it is not known what they translate.',
    }),
    listings: Type.Integer({
      description: 'Other listings whose machine-made texts hold the same: they are translated again, soon.',
    }),
  },
  { title: 'CorrectedListing' },
)
