'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useSiteConfig } from '../../components/site-config.tsx'
import type { Language } from '../../i18n/languages.ts'
import type { MessageQuery } from './read-messages.ts'
import type { RoomClient, RoomState } from './room-client.ts'
import { renderingOf } from './timeline-view.ts'

const pageSize = 50

/** The past of a room: older messages on demand, and the shown ones anew when the reader's language changes. */
export function useHistory(client: RoomClient, state: RoomState, slug: string, lang: Language) {
  const { apiUrl } = useSiteConfig()
  const shownIn = useRef(lang)
  const [working, setWorking] = useState<'older' | 'again'>()
  const [failed, setFailed] = useState(false)
  const { entries } = state.timeline
  const oldest = entries[0]?.seq

  // What asks for messages is sent along with the first question.
  const messages = useCallback(
    async (query: MessageQuery) => (await import('./on-demand.ts')).readMessages(apiUrl, slug, query),
    [apiUrl, slug],
  )
  const show = useCallback(
    (kind: 'older' | 'again', query: MessageQuery) => {
      setWorking(kind)
      setFailed(false)
      messages(query)
        .then(
          (page) => {
            // Another language may have been chosen meanwhile.
            if (query.lang === shownIn.current) client.addHistory(page, kind === 'again')
            return false
          },
          () => true,
        )
        .then((now) => {
          if (query.lang !== shownIn.current) return
          setFailed(now)
          setWorking(undefined)
        })
    },
    [client, messages],
  )

  useEffect(() => {
    if (shownIn.current === lang) return
    shownIn.current = lang
    const limit = Math.min(Math.max(client.getState().timeline.entries.length, pageSize), 200)
    show('again', { lang, limit })
  }, [lang, client, show])

  // What was translated or edited between the page's making and the connection's beginning was sent to nobody.
  const live = state.connection.everLive
  useEffect(() => {
    const { timeline } = client.getState()
    const awaiting = timeline.entries.some((entry) => renderingOf(entry, shownIn.current).kind === 'awaiting')
    if (!live || !awaiting) return
    const asked = shownIn.current
    messages({ lang: asked, limit: pageSize }).then(
      (page) => {
        if (asked !== shownIn.current) return
        client.addHistory({ ...page, hasMore: client.getState().timeline.hasMore })
      },
      // It comes with the next translation, or with the next visit.
      () => {},
    )
  }, [live, client, messages])

  return {
    hasMore: state.timeline.hasMore,
    loading: working === 'older',
    changingLanguage: working === 'again',
    failed,
    loadOlder: () => {
      if (oldest !== undefined && oldest > 1 && !working)
        show('older', { lang, before: oldest, limit: pageSize })
    },
  }
}
