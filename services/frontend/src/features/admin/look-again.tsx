'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Milliseconds between two looks. */
const pauseMs = 1_500

/** Has the page made anew by the server, as long as it is there. */
export function LookAgain() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), pauseMs)
    return () => clearInterval(timer)
  }, [router])
  return null
}
