'use client'

import { useEffect, useRef } from 'react'
import { useCall } from '../../api/use-call.ts'
import { useTask } from '../../components/use-task.ts'
import type { Language } from '../../i18n/languages.ts'
import type { RoomClient, RoomState } from './room-client.ts'
import { renderingOf } from './timeline-view.ts'

const pageSize = 50

/** The past of a room: older messages on demand, and the shown ones anew when the reader's language changes. */
export function useHistory(client: RoomClient, state: RoomState, slug: string, lang: Language) {
  const call = useCall()
  const shownIn = useRef(lang)
  const { entries } = state.timeline
  const oldest = entries[0]?.seq

  const messages = (query: { lang: Language; limit: number; before?: number }) =>
    call((api) => api.GET('/api/v1/rooms/{slug}/messages', { params: { path: { slug }, query } }))

  const older = useTask(async (before: number) => {
    client.addHistory(await messages({ lang, before, limit: pageSize }))
  })
  const again = useTask(async (language: Language) => {
    const limit = Math.min(Math.max(client.getState().timeline.entries.length, pageSize), 200)
    client.addHistory(await messages({ lang: language, limit }), true)
  })

  const { run: showAgain } = again
  useEffect(() => {
    if (shownIn.current === lang) return
    shownIn.current = lang
    showAgain(lang)
  }, [lang, showAgain])

  // What was translated or edited between the page's making and the connection's beginning was sent to nobody.
  const live = state.connection.everLive
  const { run: catchUp } = useTask(async () => {
    const page = await messages({ lang: shownIn.current, limit: pageSize })
    client.addHistory({ ...page, hasMore: client.getState().timeline.hasMore })
  })
  useEffect(() => {
    const { timeline } = client.getState()
    const awaiting = timeline.entries.some((entry) => renderingOf(entry, shownIn.current).kind === 'awaiting')
    if (live && awaiting) catchUp()
  }, [live, client, catchUp])

  return {
    hasMore: state.timeline.hasMore,
    loading: older.pending,
    changingLanguage: again.pending,
    failed: older.error !== undefined || again.error !== undefined,
    loadOlder: () => {
      if (oldest !== undefined && oldest > 1 && !older.pending && !again.pending) older.run(oldest)
    },
  }
}
