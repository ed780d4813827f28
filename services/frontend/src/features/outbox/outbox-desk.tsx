'use client'

import { CircleAlert, Clock } from 'lucide'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useApi } from '../../api/browser.ts'
import { bodyOf } from '../../api/client.ts'
import { Icon } from '../../components/ui/icon.tsx'
import { sessions } from '../auth/session.ts'
import { Courier } from './courier.ts'
import { isOpen, onRoomClosed } from './open-rooms.ts'
import { outbox, type Unsent } from './outbox-store.ts'
import type { OutboxTexts } from './outbox-texts.ts'

/** Sends what was written in rooms that are not open here, whatever page this is, and says what waits or failed. */
export default function OutboxDesk({ texts }: { readonly texts: OutboxTexts }) {
  const api = useApi()
  const [elsewhere, setElsewhere] = useState<readonly Unsent[]>([])
  const me = useSyncExternalStore(
    sessions.subscribe,
    () => sessions.get()?.user.id,
    () => undefined,
  )

  useEffect(() => {
    const courier = new Courier({
      outbox,
      me: () => me,
      isOpen,
      post: ({ room, clientId, body, lang }) =>
        bodyOf(
          api.POST('/api/v1/rooms/{slug}/messages', {
            params: { path: { slug: room } },
            body: { clientId, body, ...(lang && { lang }) },
          }),
        ),
      renew: async () => {
        if (sessions.get()?.user.role === 'guest') return false
        try {
          sessions.set(await bodyOf(api.POST('/api/v1/auth/refresh')))
          return true
        } catch {
          return false
        }
      },
    })
    const look = () => {
      setElsewhere(outbox.all().filter(({ room, userId }) => userId === me && !isOpen(room)))
      // One tab at a time, where the browser can say so; without, the server still takes each message once.
      if (courier.due().length === 0) return
      if (!navigator.locks) void courier.go()
      else
        void navigator.locks.request('parlance_outbox', { ifAvailable: true }, (lock) =>
          lock ? courier.go() : undefined,
        )
    }
    look()
    const leave = [outbox.subscribe(look), onRoomClosed(look)]
    window.addEventListener('online', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      for (const each of leave) each()
      window.removeEventListener('online', look)
      document.removeEventListener('visibilitychange', look)
      courier.stop()
    }
  }, [api, me])

  const failed = elsewhere.filter(({ status }) => status === 'failed')
  const [first] = failed.length > 0 ? failed : elsewhere
  if (!first) return null
  const lang = document.documentElement.lang
  const icon = failed.length > 0 ? CircleAlert : Clock
  const text = failed.length > 0 ? texts.failed : texts.waiting
  return (
    <div
      role={failed.length > 0 ? 'alert' : 'status'}
      data-testid="outbox-note"
      data-state={failed.length > 0 ? 'failed' : 'waiting'}
      className="fixed start-4 bottom-4 z-40 flex max-w-[calc(100vw-2rem)] flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border-2 border-ink bg-card px-4 py-3 text-sm shadow-[4px_4px_0_var(--ink)]"
    >
      <Icon of={icon} className="size-4 shrink-0" />
      <span className="min-w-0">
        {text.replace('#', String((failed.length > 0 ? failed : elsewhere).length))}
      </span>
      <a href={`/${lang}/rooms/${first.room}`} className="ink-link font-semibold">
        {texts.open}
      </a>
    </div>
  )
}
