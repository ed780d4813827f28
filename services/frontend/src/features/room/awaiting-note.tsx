import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

/** Milliseconds after which nobody believes any more that a translation is on its way. */
const patienceMs = 30_000

/** Says that a translation is being made; after a while, that there is none. */
export function AwaitingNote() {
  const t = useTranslations('room')
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return late ? t('untranslatable') : t('awaiting')
}
