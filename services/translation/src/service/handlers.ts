import { languages, type Translation, type TranslationServiceHandlers } from '@parlance/contracts'
import { Problem, type PromiseHandlers } from '@parlance/service-kit'
import { detectLanguage } from '../detection/detect.ts'
import type { Memory } from '../memory/segment-memory.ts'
import type { TextCache } from '../memory/text-cache.ts'
import type { Translated } from '../pipeline/translated.ts'
import type { Translator } from '../pipeline/translator.ts'
import type { Scheduler } from '../schedule/scheduler.ts'
import type { TierName, Tiers } from '../tiers.ts'
import { beginAll, inOrderOfArrival } from './arrival.ts'
import { attachMemory } from './attach-memory.ts'
import { describeModels } from './models.ts'
import { checkRequest, checkSizes, language } from './requests.ts'

/** What the handlers stand on. */
export interface HandlerParts {
  readonly translator: Translator
  readonly tiers: Tiers
  readonly scheduler: Scheduler
  readonly memory: Memory
  readonly texts: TextCache<Translated>
}

/** The RPCs of parlance.translation.v1.TranslationService. */
export function createHandlers(parts: HandlerParts): PromiseHandlers<TranslationServiceHandlers> {
  const { translator, tiers, scheduler, memory, texts } = parts
  return {
    async Translate(request, context) {
      const { texts, options } = checkRequest(request, context)
      return together(options.signal, async (signal) => {
        const translate = translator.session({ ...options, signal })
        const done = await Promise.all(beginAll(texts, ({ text, source }) => translate(text, source)))
        return { translations: done.map(toMessage) }
      })
    },

    async *TranslateStream(request, context) {
      const { texts, options } = checkRequest(request, context)
      const rest = new AbortController()
      const signal = AbortSignal.any([options.signal, rest.signal])
      const translate = translator.session({ ...options, signal })
      try {
        const work = beginAll(texts, ({ text, source }) => translate(text, source))
        for await (const [index, translated] of inOrderOfArrival(work)) {
          yield { index, translation: toMessage(translated) }
        }
      } finally {
        rest.abort(new Problem('cancelled', 'The rest of the request was given up.'))
      }
    },

    async DetectLanguage({ texts, priorLanguage }) {
      checkSizes(texts)
      const prior = language(priorLanguage, 'prior_language', true)
      return { detections: await Promise.all(texts.map((text) => detectLanguage(text, prior))) }
    },

    async ListModels() {
      return {
        models: describeModels(tiers),
        languages: [...languages],
        queueDepth: scheduler.depth,
        memoryAttached: memory.permanent.attached,
      }
    },

    AttachMemory: attachMemory(memory, texts),

    async ForgetSegments({ segmentHashes, all }) {
      texts.clear()
      return { forgotten: all ? await memory.hot.forgetAll() : await memory.hot.forget(segmentHashes) }
    },
  }
}

/** Runs the work of a request; when a part of it fails, what is left of it is stopped. */
async function together<T>(outer: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const rest = new AbortController()
  try {
    return await work(AbortSignal.any([outer, rest.signal]))
  } catch (error) {
    rest.abort(error)
    throw error
  }
}

const tiersOnWire: Readonly<Record<TierName, 'TIER_BASIC' | 'TIER_MEDIUM' | 'TIER_PREMIUM'>> = {
  basic: 'TIER_BASIC',
  medium: 'TIER_MEDIUM',
  premium: 'TIER_PREMIUM',
}

function toMessage(done: Translated): Translation {
  return {
    text: done.text,
    sourceLanguage: done.source,
    translated: done.translated,
    engine: done.engine,
    model: done.model,
    confidence: done.confidence,
    remembered: done.remembered,
    untranslated: done.untranslated,
    note: done.note,
    tier: done.tier ? tiersOnWire[done.tier] : 'TIER_UNSPECIFIED',
    detectionConfidence: done.detectionConfidence,
  }
}
