import { Problem } from '@parlance/service-kit'
import type { Features } from '../features/features.ts'
import { limits, type RouteApp } from './route-app.ts'
import { problemResponses } from './schemas/common-schemas.ts'
import { modelList, translateAnswer, translateBody } from './schemas/translate-schemas.ts'

/** Translation on demand. */
export function translateRoutes(app: RouteApp, { translator }: Pick<Features, 'translator'>): void {
  const tags = ['translation']

  app.post(
    '/api/v1/translate',
    {
      config: limits.translate,
      bodyLimit: 1_500_000,
      schema: {
        tags,
        operationId: 'translate',
        summary: 'Translates texts, in order',
        body: translateBody,
        response: { 200: translateAnswer, ...problemResponses },
      },
    },
    async (request) => {
      const { text, texts, source, target, tier, format } = request.body
      if ((text === undefined) === (texts === undefined)) {
        throw new Problem('invalid', 'Give either `text` or `texts`.')
      }
      const translations = await translator.translate({
        texts: texts ?? [text ?? ''],
        target,
        ...(source ? { source } : {}),
        ...(tier ? { tier } : {}),
        ...(format ? { format } : {}),
        caller: `address:${request.ip}`,
      })
      return { translations }
    },
  )

  app.get(
    '/api/v1/translate/models',
    {
      schema: {
        tags,
        operationId: 'listModels',
        summary: 'What translates, between which languages, under which licence',
        response: { 200: modelList, ...problemResponses },
      },
    },
    async () => ({ models: await translator.models() }),
  )
}
