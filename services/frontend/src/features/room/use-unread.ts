'use client'

import { useEffect, useState } from 'react'
import type { RoomClient } from './room-client.ts'
import type { Entry } from './timeline.ts'
import { unreadCount } from './timeline-view.ts'

/** How many messages of others came since the reader last looked at the end of the list; also told in the tab's title. */
export function useUnread(
  client: RoomClient,
  entries: readonly Entry[],
  atEnd: boolean,
  me: string | undefined,
): number {
  const last = entries.at(-1)?.seq ?? 0
  const [readUpTo, setReadUpTo] = useState(last)

  useEffect(() => {
    const look = () => {
      if (!atEnd || document.visibilityState !== 'visible') return
      setReadUpTo(last)
      client.seen(last)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [client, atEnd, last])

  const unread = unreadCount(entries, readUpTo, me)
  useEffect(() => {
    const plain = document.title.replace(/^\(\d+\) /, '')
    document.title = unread > 0 ? `(${unread}) ${plain}` : plain
    return () => {
      document.title = document.title.replace(/^\(\d+\) /, '')
    }
  }, [unread])
  return unread
}
