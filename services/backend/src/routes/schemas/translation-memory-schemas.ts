import { Type } from 'typebox'
import { language } from './common-schemas.ts'

const text = Type.String({ minLength: 1, maxLength: 20_000 })

export const correctionBody = Type.Object({
  source: language,
  target: language,
  text,
  translated: text,
})

export const correctionQuery = Type.Object({ source: language, target: language, text })

export const correctionAnswer = Type.Object(
  {
    segments: Type.Integer({ description: 'Texts and sentences that are remembered by it.' }),
    listings: Type.Integer({
      description:
        'Listings whose machine-made texts hold what was corrected: they are translated again, soon.',
    }),
  },
  { title: 'CorrectionAnswer' },
)

const glossaryFields = {
  term: Type.String({ minLength: 1, maxLength: 200, description: 'As it is written in the source.' }),
  translation: Type.String({ maxLength: 200, default: '', description: '"" = kept as it is.' }),
  language: Type.Enum(['', 'en', 'fr', 'es', 'it', 'de', 'nl', 'pt'], {
    default: '',
    description: 'The target language it holds for; "" = all.',
  }),
  caseSensitive: Type.Boolean({ default: false }),
}

export const glossaryEntry = Type.Object(glossaryFields)

export const glossaryTerm = Type.Object(
  { id: Type.String({ format: 'uuid' }), ...glossaryFields },
  { title: 'GlossaryTerm' },
)

export const glossaryList = Type.Object({ items: Type.Array(glossaryTerm) }, { title: 'GlossaryList' })

export const glossaryParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
