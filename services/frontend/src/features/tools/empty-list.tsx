import { useLocale, useTranslations } from 'next-intl'
import { ButtonLink } from '../../components/ui/button.tsx'
import { localPath } from '../../i18n/paths.ts'

/** Nothing found: says so, and what to try. */
export function EmptyList({ narrowed }: { readonly narrowed: boolean }) {
  const t = useTranslations('tools')
  const lang = useLocale()
  return (
    <div
      data-testid="tools-empty"
      className="grid justify-items-start gap-4 rounded-lg border-2 border-dashed border-line px-6 py-14 md:px-12"
    >
      <p aria-hidden className="marked font-display text-6xl leading-none font-extrabold">
        « »
      </p>
      <h2 className="text-2xl">{narrowed ? t('emptyTitle') : t('emptyAllTitle')}</h2>
      <p className="max-w-[52ch] text-ink-soft">{narrowed ? t('emptyText') : t('emptyAllText')}</p>
      <div className="flex flex-wrap gap-3">
        {narrowed && (
          <ButtonLink href={localPath(lang, '/tools')} variant="outline">
            {t('showAll')}
          </ButtonLink>
        )}
        <ButtonLink href={localPath(lang, '/submit')} variant="sun">
          {t('emptySubmit')}
        </ButtonLink>
      </div>
    </div>
  )
}
