'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether this browser has passkeys; undefined on the server, and until the page has woken. */
export function usePasskeySupport(): boolean | undefined {
  return useSyncExternalStore(
    never,
    () => 'PublicKeyCredential' in window,
    () => undefined,
  )
}
