'use client'

import { useEffect } from 'react'
import { useApi } from '../../api/browser.ts'
import { sessions } from '../auth/session.ts'

/** Where the browser knows of a session whose short token has ended: renews it and loads the page again, once. */
export function Renewal() {
  const api = useApi()
  useEffect(() => {
    if (!sessions.get()) return
    api
      .POST('/api/v1/auth/refresh')
      .then(({ data }) => {
        if (!data) return sessions.set(undefined)
        sessions.set(data)
        location.reload()
      })
      .catch(() => undefined)
  }, [api])
  return null
}
