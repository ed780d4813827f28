import { browserApi } from '../../api/browser-api.ts'
import { bodyOf } from '../../api/client.ts'
import type { MessagePage } from '../../api/rest-types.ts'
import type { Language } from '../../i18n/languages.ts'

/** Which messages of a room. */
export interface MessageQuery {
  readonly lang: Language
  readonly limit: number
  /** Only those with a lower number. */
  readonly before?: number
}

/** Messages of a room's past, oldest first. @throws ApiProblem */
export function readMessages(apiUrl: string, slug: string, query: MessageQuery): Promise<MessagePage> {
  return bodyOf(
    browserApi(apiUrl).GET('/api/v1/rooms/{slug}/messages', { params: { path: { slug }, query } }),
  )
}
