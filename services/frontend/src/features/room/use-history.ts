'use client'

import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useApi } from '../../api/browser.ts'
import { bodyOf } from '../../api/client.ts'
import type { Language } from '../../i18n/languages.ts'
import type { RoomClient, RoomState } from './room-client.ts'
import { renderingOf } from './timeline-view.ts'

const pageSize = 50

/** The past of a room: older messages on demand, and the shown ones anew when the reader's language changes. */
export function useHistory(client: RoomClient, state: RoomState, slug: string, lang: Language) {
  const api = useApi()
  const shownIn = useRef(lang)
  const { entries } = state.timeline
  const oldest = entries[0]?.seq

  const older = useMutation({
    mutationFn: async (before: number) => {
      const query = { lang, before, limit: pageSize }
      client.addHistory(
        await bodyOf(api.GET('/api/v1/rooms/{slug}/messages', { params: { path: { slug }, query } })),
      )
    },
  })
  const again = useMutation({
    mutationFn: async (language: Language) => {
      const limit = Math.min(Math.max(client.getState().timeline.entries.length, pageSize), 200)
      const query = { lang: language, limit }
      const page = await bodyOf(
        api.GET('/api/v1/rooms/{slug}/messages', { params: { path: { slug }, query } }),
      )
      client.addHistory(page, true)
    },
  })

  const { mutate: showAgain } = again
  useEffect(() => {
    if (shownIn.current === lang) return
    shownIn.current = lang
    showAgain(lang)
  }, [lang, showAgain])

  // What was translated or edited between the page's making and the connection's beginning was sent to nobody.
  const live = state.connection.everLive
  const { mutate: catchUp } = useMutation({
    mutationFn: async () => {
      const query = { lang: shownIn.current, limit: pageSize }
      const page = await bodyOf(
        api.GET('/api/v1/rooms/{slug}/messages', { params: { path: { slug }, query } }),
      )
      client.addHistory({ ...page, hasMore: client.getState().timeline.hasMore })
    },
  })
  useEffect(() => {
    const { timeline } = client.getState()
    const awaiting = timeline.entries.some((entry) => renderingOf(entry, shownIn.current).kind === 'awaiting')
    if (live && awaiting) catchUp()
  }, [live, client, catchUp])

  return {
    hasMore: state.timeline.hasMore,
    loading: older.isPending,
    changingLanguage: again.isPending,
    failed: older.isError || again.isError,
    loadOlder: () => {
      if (oldest !== undefined && oldest > 1 && !older.isPending && !again.isPending) older.mutate(oldest)
    },
  }
}
