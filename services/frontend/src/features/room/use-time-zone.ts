import { useSyncExternalStore } from 'react'

const never = () => () => {}
const own = () => Intl.DateTimeFormat().resolvedOptions().timeZone
/** A server knows nobody's zone: what it wrote is taken over first, and then told by the reader's clock. */
const server = () => 'UTC'

/** The reader's time zone by its IANA name. */
export const useTimeZone = (): string => useSyncExternalStore(never, own, server)
