'use client'

import { useEffect } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import { useCall } from '../../api/use-call.ts'
import { remainingMs, type Session, sessions } from './session.ts'
import { useKnownSession } from './use-known-session.ts'

/** Longest that a browser's timer can wait, in milliseconds. */
const longestTimerMs = 2 ** 31 - 1

/** Who is here; undefined on the server and for a reader without a name. Renews what can be renewed, forgets what ended. */
export function useSession(): Session | undefined {
  const call = useCall()
  const session = useKnownSession()

  useEffect(() => {
    if (!session) return
    const renew = async () => {
      if (session.user.role === 'guest') return sessions.set(undefined)
      try {
        sessions.set(await call((api) => api.POST('/api/v1/auth/refresh')))
      } catch (error) {
        // Only a refusal ends the session; a network that is away does not.
        if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) sessions.set(undefined)
      }
    }
    const timer = setTimeout(renew, Math.min(Math.max(remainingMs(session, Date.now()), 0), longestTimerMs))
    return () => clearTimeout(timer)
  }, [session, call])

  return session
}
