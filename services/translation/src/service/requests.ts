import { isLanguage, languages, type TranslateRequest__Output } from '@parlance/contracts'
import { type CallContext, Problem } from '@parlance/service-kit'
import type { Format } from '../pipeline/text.ts'
import type { TranslateOptions } from '../pipeline/translator.ts'
import type { TierName } from '../tiers.ts'

/**
 * Texts in a request, UTF-16 units in a text (a million of Markdown take its parser three seconds) and in all texts together,
 * terms of a glossary: at most.
 */
export const limits = {
  texts: 4_096,
  plainLength: 1_048_576,
  markdownLength: 262_144,
  totalLength: 4_194_304,
  glossary: 2_000,
} as const

const formats: Readonly<Record<TranslateRequest__Output['format'], Format>> = {
  FORMAT_UNSPECIFIED: 'plain',
  FORMAT_PLAIN: 'plain',
  FORMAT_MARKDOWN: 'markdown',
  FORMAT_HTML: 'html',
  FORMAT_MESSAGE: 'message',
}

/** A request whose fields were checked: the texts with their sources, and what they share. */
export interface CheckedRequest {
  readonly texts: readonly { readonly text: string; readonly source: string }[]
  readonly options: TranslateOptions
}

/**
 * Checks a request.
 * @throws Problem `invalid` that names the field and what it accepts; `too-large` for texts over the limits.
 */
export function checkRequest(request: TranslateRequest__Output, context: CallContext): CheckedRequest {
  const { texts, sourceLanguages } = request
  const format = formats[request.format]
  checkSizes(texts, format)
  if (request.glossary.length > limits.glossary) {
    throw new Problem(
      'invalid',
      `glossary: at most ${limits.glossary} terms, but there are ${request.glossary.length}.`,
    )
  }
  if (sourceLanguages.length > 0 && sourceLanguages.length !== texts.length) {
    throw new Problem('invalid', `source_languages: one for each of the ${texts.length} texts, or none.`)
  }
  const source = language(request.sourceLanguage, 'source_language', true)
  return {
    texts: texts.map((text, index) => ({
      text,
      source:
        sourceLanguages.length > 0
          ? language(sourceLanguages[index] ?? '', 'source_languages', true)
          : source,
    })),
    options: {
      target: language(request.targetLanguage, 'target_language', false),
      tier: tierName(request.tier),
      format,
      chat: request.priority === 'PRIORITY_CHAT',
      prior: language(request.priorLanguage, 'prior_language', true),
      glossary: request.glossary,
      glossaryVersion: request.glossaryVersion,
      caller: request.caller || context.peer,
      fresh: request.bypassMemory,
      signal: context.signal,
    },
  }
}

/** @throws Problem `invalid` or `too-large`. */
export function checkSizes(texts: readonly string[], format: Format = 'plain'): void {
  const most = format === 'plain' ? limits.plainLength : limits.markdownLength
  if (texts.length > limits.texts) {
    throw new Problem(
      'invalid',
      `texts: at most ${limits.texts} in a request, but there are ${texts.length}.`,
    )
  }
  let total = 0
  texts.forEach((text, index) => {
    total += text.length
    if (text.length > most) {
      throw new Problem('too-large', `texts[${index}] has ${text.length} characters; at most ${most}.`)
    }
  })
  if (total > limits.totalLength) {
    throw new Problem(
      'too-large',
      `The texts have ${total} characters together; at most ${limits.totalLength}.`,
    )
  }
}

/** `pt-BR` and `pt_br` are `pt`; empty stays empty where that is allowed. */
export function language(value: string, field: string, optional: boolean): string {
  if (value === '' && optional) return ''
  const primary = value.toLowerCase().split(/[-_]/)[0] ?? ''
  if (isLanguage(primary)) return primary
  const shown = value === '' ? 'it is missing' : `“${value.slice(0, 40)}” is not one`
  throw new Problem('invalid', `${field}: one of ${languages.join(', ')}; ${shown}.`, {
    reason: 'unknown-language',
  })
}

function tierName(tier: TranslateRequest__Output['tier']): TierName {
  if (tier === 'TIER_MEDIUM') return 'medium'
  return tier === 'TIER_PREMIUM' ? 'premium' : 'basic'
}
