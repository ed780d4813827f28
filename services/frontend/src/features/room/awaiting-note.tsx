import { useEffect, useState } from 'react'
import { useRoomTexts } from './texts.tsx'

/** Milliseconds after which nobody believes any more that a translation is on its way. */
const patienceMs = 30_000

/** Says that a translation is being made; after a while, that there is none. */
export function AwaitingNote() {
  const t = useRoomTexts()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return late ? t('untranslatable') : t('awaiting')
}
