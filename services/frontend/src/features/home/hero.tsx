import { Search } from 'lucide'
import { useLocale, useTranslations } from 'next-intl'
import { buttonClass } from '../../components/ui/button.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { localPath } from '../../i18n/paths.ts'
import { PhraseTable } from './phrase-table.tsx'

/** What the site is, and the way in. */
export function Hero({ total }: { readonly total: number | undefined }) {
  const t = useTranslations('home')
  const lang = useLocale()
  return (
    <section className="border-b-2 border-ink bg-hero text-on-hero">
      <div className="wrap grid items-center gap-10 py-10 md:py-16 lg:grid-cols-[1.08fr_0.92fr] lg:gap-14">
        <div className="grid gap-6">
          <h1 className="text-[clamp(2.4rem,6.2vw,4.4rem)] leading-[0.98] font-extrabold">{t('headline')}</h1>
          <p className="max-w-[52ch] text-lg leading-relaxed">{t('lead')}</p>
          <search>
            <form action={localPath(lang, '/tools')} className="flex max-w-xl gap-2">
              <label htmlFor="home-search" className="sr-only">
                {t('searchLabel')}
              </label>
              <input
                id="home-search"
                name="q"
                type="search"
                maxLength={200}
                enterKeyHint="search"
                placeholder={t('searchPlaceholder')}
                data-testid="home-search"
                className="min-h-13 min-w-0 grow rounded-md border-2 border-ink bg-card px-4 text-lg text-ink placeholder:text-ink-soft"
              />
              <button type="submit" className={buttonClass({ size: 'lg' }, 'px-5!')}>
                <Icon of={Search} className="size-5" />
                <span className="sr-only sm:not-sr-only">{t('searchButton')}</span>
              </button>
            </form>
          </search>
          <p>
            {t.rich('submitHint', {
              link: (text) => (
                <a
                  href={localPath(lang, '/submit')}
                  className="font-semibold underline decoration-2 underline-offset-4 hover:decoration-4"
                >
                  {text}
                </a>
              ),
            })}
            {total !== undefined && total > 0 && (
              <>
                {' '}
                <a
                  href={localPath(lang, '/tools')}
                  className="font-semibold underline decoration-2 underline-offset-4 hover:decoration-4"
                >
                  {t('browseAll', { count: total })}
                </a>
              </>
            )}
          </p>
        </div>
        <PhraseTable current={lang} label={t('phraseLabel')} />
      </div>
    </section>
  )
}
