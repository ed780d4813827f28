import { cache } from 'react'
import { bodyOf } from '../../api/client.ts'
import type { MessagePage, Room, RoomList } from '../../api/rest-types.ts'
import { serverApi } from '../../api/server.ts'
import type { Language } from '../../i18n/languages.ts'
import { nullWhereAbsent } from '../tools/tool-queries.ts'

/** Messages that a room shows at first. */
export const firstMessages = 50

/** Most rooms that the backend answers at once. */
export const mostRooms = 500

/** Rooms that fit, the liveliest first. @throws ApiProblem */
export async function listRooms(
  lang: Language,
  query: {
    /** Words to look for; '' = all. */
    readonly q?: string
    readonly words?: 'some' | 'none'
    readonly limit: number
  },
): Promise<RoomList> {
  const api = await serverApi()
  const { q, ...rest } = query
  return bodyOf(
    api.GET('/api/v1/rooms', { params: { query: { lang, sort: 'recent', ...rest, ...(q && { q }) } } }),
  )
}

/** The room that editors put first. @throws ApiProblem */
export async function firstRoom(lang: Language): Promise<Room | undefined> {
  const api = await serverApi()
  return (await bodyOf(api.GET('/api/v1/rooms', { params: { query: { lang, limit: 1 } } }))).items[0]
}

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
