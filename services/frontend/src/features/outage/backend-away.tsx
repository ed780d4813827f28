import { getTranslations } from 'next-intl/server'
import { buttonClass } from '../../components/ui/button.tsx'

/** In place of a page of which nothing is known, because the backend is away. */
export async function BackendAway() {
  const t = await getTranslations('shell')
  return (
    <div
      role="alert"
      className="wrap grid justify-items-start gap-5 py-16 md:py-24"
      data-testid="backend-away"
    >
      <p
        aria-hidden
        className="marked font-display text-[clamp(5rem,18vw,11rem)] leading-[0.9] font-extrabold"
      >
        …!
      </p>
      <h1 className="text-4xl md:text-5xl">{t('errorTitle')}</h1>
      <p className="max-w-[52ch] text-lg text-ink-soft">{t('errorText')}</p>
      {/* biome-ignore lint/a11y/useValidAnchor: this same address, asked for anew */}
      <a href="" target="_top" className={buttonClass()}>
        {t('retry')}
      </a>
    </div>
  )
}
