import { cache } from 'react'
import { bodyOf } from '../../api/client.ts'
import type { MessagePage, Room } from '../../api/rest-types.ts'
import { serverApi } from '../../api/server.ts'
import type { Language } from '../../i18n/languages.ts'
import { nullWhereAbsent } from '../tools/tool-queries.ts'

/** Messages that a room shows at first. */
export const firstMessages = 50

/** Every room that fits, the liveliest first. @param q words to look for; '' = all @throws ApiProblem */
export const listRooms = cache(async (lang: Language, q = ''): Promise<readonly Room[]> => {
  const api = await serverApi()
  return (
    await bodyOf(api.GET('/api/v1/rooms', { params: { query: { lang, sort: 'recent', ...(q && { q }) } } }))
  ).items
})

/** A room with its texts in `lang`, or null where there is none. @throws ApiProblem */
export const readRoom = cache(async (lang: Language, slug: string): Promise<Room | null> => {
  const api = await serverApi()
  return bodyOf(api.GET('/api/v1/rooms/{slug}', { params: { path: { slug }, query: { lang } } })).catch(
    nullWhereAbsent,
  )
})

/** The newest messages of a room, each with its translation into `lang` where there is one. @throws ApiProblem */
export async function newestMessages(lang: Language, slug: string): Promise<MessagePage> {
  const api = await serverApi()
  return bodyOf(
    api.GET('/api/v1/rooms/{slug}/messages', {
      params: { path: { slug }, query: { lang, limit: firstMessages } },
    }),
  )
}
