'use client'

import { useUnreadCounts } from './unread.ts'

/** How many messages the reader has not read in a room; nothing where there are none. `#` stands for the number. */
export function UnreadMark(props: {
  readonly room: string
  readonly texts: { readonly one: string; readonly some: string; readonly many: string }
}) {
  const { room, texts } = props
  const count = useUnreadCounts().get(room)
  if (!count) return null
  return (
    <span
      data-testid="room-unread"
      data-count={count}
      className="rounded-full bg-sun px-2.5 py-0.5 text-sm font-bold text-on-sun tabular-nums"
    >
      {count === 1 ? texts.one : count >= 100 ? texts.many : texts.some.replace('#', String(count))}
    </span>
  )
}
