import { type Model__Output, type Translation__Output, TranslationService } from '@parlance/contracts'
import { createGrpcClient, type GrpcClient, type Metrics, Problem } from '@parlance/service-kit'
import type { ModelView, Tier, TranslatedText, Translator } from '../features/translate/translator-port.ts'
import type { GlossarySource } from '../features/translation-memory/glossary.ts'

const tiers = { basic: 'TIER_BASIC', medium: 'TIER_MEDIUM', premium: 'TIER_PREMIUM' } as const
const formats = {
  plain: 'FORMAT_PLAIN',
  markdown: 'FORMAT_MARKDOWN',
  html: 'FORMAT_HTML',
  message: 'FORMAT_MESSAGE',
} as const

/** Milliseconds for texts that somebody waits for, and for those of the catalogue. */
const urgentDeadlineMs = 15_000
const catalogueDeadlineMs = 120_000

export type TranslationClient = GrpcClient<typeof TranslationService.service>

/** Connects to the translation service (`host:port`), lazily. */
export function connectTranslation(address: string, metrics: Metrics): TranslationClient {
  return createGrpcClient(TranslationService, address, { deadlineMs: 30_000, metrics })
}

/** The translation service, as the rest of the backend asks it; the site's glossary goes with every request. */
export function createTranslator(client: TranslationClient, glossary: GlossarySource): Translator {
  return {
    translate: async ({ texts, source, target, tier, format, urgent, caller, prior, signal }) => {
      const { terms, version } = await glossary.inForce()
      const { translations } = await client.call(
        'Translate',
        {
          texts: [...texts],
          sourceLanguage: source ?? '',
          targetLanguage: target,
          tier: tier ? tiers[tier] : 'TIER_UNSPECIFIED',
          format: format ? formats[format] : 'FORMAT_UNSPECIFIED',
          priority: urgent ? 'PRIORITY_CHAT' : 'PRIORITY_CATALOGUE',
          caller: caller ?? '',
          priorLanguage: prior ?? '',
          glossary: [...terms],
          glossaryVersion: version,
        },
        { deadlineMs: urgent ? urgentDeadlineMs : catalogueDeadlineMs, ...(signal ? { signal } : {}) },
      )
      if (translations.length !== texts.length) {
        throw new Problem(
          'internal',
          `${texts.length} texts were asked for, ${translations.length} came back.`,
        )
      }
      return translations.map(textOf)
    },

    detect: async ({ text, prior, signal }) => {
      const request = { texts: [text], priorLanguage: prior ?? '' }
      const { detections } = await client.call('DetectLanguage', request, signal ? { signal } : {})
      return { language: detections[0]?.language ?? '', confidence: detections[0]?.confidence ?? 0 }
    },

    models: async () => (await client.call('ListModels', {})).models.map(modelOf),
  }
}

function textOf(translation: Translation__Output): TranslatedText {
  const { text, sourceLanguage, translated, engine, model, confidence, remembered, untranslated, note } =
    translation
  return {
    text,
    source: sourceLanguage,
    translated,
    engine,
    model,
    confidence,
    remembered,
    untranslated,
    note,
  }
}

function modelOf({ tier, pairs, ...model }: Model__Output): ModelView {
  const named = (Object.keys(tiers) as Tier[]).find((name) => tiers[name] === tier)
  return {
    ...model,
    tier: named ?? 'basic',
    pairs: pairs.map(({ source, target, via }) => ({ source, target, via: [...via] })),
  }
}
