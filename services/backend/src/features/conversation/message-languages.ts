import { isLanguage } from '@parlance/contracts/languages'
import type { Translator } from '../translate/translator-port.ts'
import type { LanguageDetector, MessageTranslator } from './conversation-ports.ts'

/** Nobody waits longer for a guess at a language. Milliseconds. */
const detectionMs = 400
/** A detector that did not answer is left alone so long. Milliseconds. */
const restMs = 5_000

/** Messages are Markdown of a conversation, and somebody waits for them. */
export function createMessageTranslator(translator: Pick<Translator, 'translate'>): MessageTranslator {
  return {
    translate: async (texts, { source, target, caller, signal }) => {
      const made = await translator.translate({
        texts,
        source,
        target,
        caller,
        signal,
        format: 'message',
        urgent: true,
      })
      return made.map(({ translated, untranslated, engine, model, confidence }) => ({
        body: translated,
        engine: untranslated ? 'none' : engine,
        model: untranslated ? '' : model,
        confidence,
      }))
    },
  }
}

/** Asks the translation service, with the writer's language as what is likely; that is also the answer without one. */
export function createLanguageDetector(
  translator: Pick<Translator, 'detect'>,
  now: () => number = Date.now,
): LanguageDetector {
  let restUntil = 0
  return {
    detect: async (text, prior) => {
      if (now() < restUntil) return prior
      try {
        const signal = AbortSignal.timeout(detectionMs)
        const { language } = await translator.detect({ text, prior, signal })
        return isLanguage(language) ? language : prior
      } catch {
        restUntil = now() + restMs
        return prior
      }
    },
  }
}
