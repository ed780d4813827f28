import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('offline')
  return { title: t('title'), robots: { index: false } }
}

/** Kept by the service worker and shown where there is no network; must need nothing from the backend. */
export default async function OfflinePage() {
  const t = await getTranslations('offline')
  return (
    <div className="wrap grid justify-items-start gap-5 py-16 md:py-24">
      <p
        aria-hidden
        className="marked font-display text-[clamp(5rem,18vw,11rem)] leading-[0.9] font-extrabold"
      >
        « … »
      </p>
      <h1 className="text-4xl md:text-5xl">{t('title')}</h1>
      <p className="max-w-[52ch] text-lg text-ink-soft">{t('text')}</p>
    </div>
  )
}
