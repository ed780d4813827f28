import { Type } from 'typebox'
import { language } from './common-schemas.ts'

const text = Type.String({ maxLength: 20_000 })

/** Most texts of one request. */
const maxTexts = 64

export const translateBody = Type.Object(
  {
    text: Type.Optional(text),
    texts: Type.Optional(Type.Array(text, { minItems: 1, maxItems: maxTexts })),
    source: Type.Optional(language),
    target: language,
    tier: Type.Optional(Type.Enum(['basic', 'medium', 'premium'])),
    format: Type.Optional(Type.Enum(['plain', 'markdown', 'html'])),
  },
  { description: 'Either `text` or `texts`; without `source`, the language of each is detected.' },
)

export const translateAnswer = Type.Object(
  {
    translations: Type.Array(
      Type.Object(
        {
          text: Type.String(),
          source: Type.String(),
          translated: Type.String({ description: 'The original where nothing could translate it.' }),
          engine: Type.String({ description: '"none" = untranslated.' }),
          model: Type.String(),
          confidence: Type.Number({ description: '0 to 1.' }),
          remembered: Type.Boolean(),
          untranslated: Type.Boolean(),
          note: Type.String({ description: 'Why it was kept or another engine spoke; "" = all well.' }),
        },
        { title: 'Translation' },
      ),
    ),
  },
  { title: 'TranslateAnswer' },
)

export const modelList = Type.Object(
  {
    models: Type.Array(
      Type.Object(
        {
          tier: Type.Enum(['basic', 'medium', 'premium']),
          engine: Type.String(),
          model: Type.String(),
          revision: Type.String(),
          licence: Type.String(),
          commercialUse: Type.Boolean(),
          available: Type.Boolean(),
          problem: Type.String({ description: 'Why it is not available, and what to do.' }),
          loaded: Type.Boolean(),
          memoryBytes: Type.Integer(),
          pairs: Type.Array(
            Type.Object({
              source: Type.String(),
              target: Type.String(),
              via: Type.Array(Type.String(), { description: 'Pivots, in order.' }),
            }),
          ),
        },
        { title: 'Model' },
      ),
    ),
  },
  { title: 'ModelList' },
)
