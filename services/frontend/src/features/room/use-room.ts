'use client'

import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { useSiteConfig } from '../../components/site-config.tsx'
import type { Language } from '../../i18n/languages.ts'
import { sessions } from '../auth/session.ts'
import { openRoom } from '../outbox/open-rooms.ts'
import { type NewestPage, RoomClient, type RoomState } from './room-client.ts'
import { socketAddress } from './socket-address.ts'
import type { Writer } from './writer.ts'

/** A room's client for as long as the component lives, and what it shows. */
export function useRoom(options: {
  readonly room: string
  readonly lang: Language
  readonly identity: string | undefined
  readonly history: NewestPage
  /** What sends, once it is there. */
  readonly writer: Writer | undefined
}): { readonly client: RoomClient; readonly state: RoomState } {
  const { apiUrl } = useSiteConfig()
  const { room, lang, identity, writer } = options
  const [client] = useState(
    () =>
      new RoomClient({
        ...options,
        address: socketAddress(apiUrl, globalThis.location?.origin ?? ''),
        onUnknown: () => sessions.expire(),
        userId: () => sessions.get()?.user.id,
      }),
  )
  const state = useSyncExternalStore(client.subscribe, client.getState, client.getState)

  // Before anything can be written in what appears with it.
  useLayoutEffect(() => {
    if (writer) client.equip(writer.PendingDesk, writer.outbox)
  }, [client, writer])

  useEffect(() => client.become({ lang, identity }), [client, lang, identity])

  useEffect(() => {
    const wake = () => {
      if (document.visibilityState === 'visible') client.wake()
    }
    const lose = () => client.lose()
    // Not in this very turn: an effect that is undone at once (React's strict mode) then opens no socket in vain.
    const starting = setTimeout(() => client.start())
    const closeRoom = openRoom(room)
    window.addEventListener('online', wake)
    window.addEventListener('offline', lose)
    document.addEventListener('visibilitychange', wake)
    // A page with an open socket is not kept for the back button.
    const leave = () => client.stop()
    const comeBack = ({ persisted }: PageTransitionEvent) => persisted && client.start()
    window.addEventListener('pagehide', leave)
    window.addEventListener('pageshow', comeBack)
    return () => {
      clearTimeout(starting)
      window.removeEventListener('online', wake)
      window.removeEventListener('offline', lose)
      document.removeEventListener('visibilitychange', wake)
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('pageshow', comeBack)
      client.stop()
      closeRoom()
    }
  }, [client, room])

  return { client, state }
}
