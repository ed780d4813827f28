import { useLocale, useTranslations } from 'next-intl'
import { ButtonLink } from '../../src/components/ui/button.tsx'
import { localPath } from '../../src/i18n/paths.ts'

export default function NotFound() {
  const t = useTranslations('notFound')
  const lang = useLocale()
  return (
    <div className="wrap grid justify-items-start gap-5 py-16 md:py-24" data-testid="not-found">
      <p
        aria-hidden
        className="marked font-display text-[clamp(5rem,18vw,11rem)] leading-[0.9] font-extrabold"
      >
        ¿404?
      </p>
      <h1 className="text-4xl md:text-5xl">{t('title')}</h1>
      <p className="max-w-[52ch] text-lg text-ink-soft">{t('text')}</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={localPath(lang, '/')}>{t('home')}</ButtonLink>
        <ButtonLink href={localPath(lang, '/tools')} variant="outline">
          {t('tools')}
        </ButtonLink>
      </div>
    </div>
  )
}
