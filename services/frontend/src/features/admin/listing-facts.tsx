import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { AdminListing } from '../../api/rest-types.ts'
import { LanguageTab } from '../../components/ui/badge.tsx'
import { isLanguage, type Language } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import { Moment, StatusBadge } from './parts.tsx'

/** What an editor decides by: the page's words, picture and facts, what it may be, and what may be the same. */
export function ListingFacts(props: {
  readonly listing: AdminListing
  readonly apiUrl: string
  readonly lang: Language
  /** The page is about this listing alone, and has its name over it. */
  readonly alone?: boolean
}) {
  const { listing, apiUrl, lang, alone = false } = props
  const t = useTranslations('admin')
  const format = useFormatter()
  const texts = listing.texts.find(({ language }) => language === listing.sourceLanguage)
  const picture = listing.screenshotKey ?? listing.logoKey
  const { page } = listing
  return (
    <div className="grid gap-5 md:grid-cols-[14rem_1fr]">
      {picture ? (
        // biome-ignore lint/performance/noImgElement: pictures come in fixed sizes; the optimizer is left out of the image
        <img
          src={`${apiUrl}/assets/${picture}`}
          alt=""
          loading="lazy"
          className="w-full rounded-md border-2 border-line"
        />
      ) : (
        <p className="grid min-h-28 place-items-center rounded-md border-2 border-dashed border-line text-sm text-ink-soft">
          {t('noPicture')}
        </p>
      )}
      <div className="grid content-start gap-3">
        <div className="flex flex-wrap items-center gap-2">
          {!alone && <h2 className="text-2xl">{listing.name}</h2>}
          <StatusBadge status={listing.status} />
          {isLanguage(listing.sourceLanguage) && <LanguageTab language={listing.sourceLanguage} />}
        </div>
        <a
          href={listing.url}
          target="_blank"
          rel="noreferrer"
          className="ink-link justify-self-start text-sm"
        >
          {listing.url}
        </a>
        {texts?.tagline && <p lang={texts.language}>{texts.tagline}</p>}
        {texts?.overview && texts.overview !== texts.tagline && (
          <p lang={texts.language} className="text-sm text-ink-soft">
            {texts.overview}
          </p>
        )}
        <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
          <Fact label={t('submittedBy')}>
            {listing.submitter || t('nobody')}, <Moment at={listing.createdAt} />
          </Fact>
          <Fact label={t('proposed')}>
            {[listing.proposed.category, ...listing.proposed.tags].filter(Boolean).join(', ') || '–'}
          </Fact>
          {page && (
            <Fact label={t('pageRead')}>
              {format.number((page.durationMs ?? 0) / 1_000, {
                style: 'unit',
                unit: 'second',
                maximumFractionDigits: 1,
              })}
              ,{' '}
              {format.number((page.bytes ?? 0) / 1_000, {
                style: 'unit',
                unit: 'kilobyte',
                maximumFractionDigits: 0,
              })}
            </Fact>
          )}
          {page && page.unavailable.length > 0 && (
            <Fact label={t('unavailable')}>{page.unavailable.join('; ')}</Fact>
          )}
          {listing.statusReason && <Fact label={t('reasonGiven')}>{listing.statusReason}</Fact>}
        </dl>
        {listing.duplicates.length > 0 && (
          <div className="rounded-md bg-sun-soft p-3 text-sm" data-testid="duplicates">
            <p className="font-semibold">{t('duplicates')}</p>
            <ul>
              {listing.duplicates.map((other) => (
                <li key={other.id}>
                  <a href={localPath(lang, `/admin/tools/${other.id}`)} className="ink-link">
                    {other.name}
                  </a>{' '}
                  {t(`duplicateBy.${other.reason}`)} · {t(`status.${other.status}`)}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-soft first-letter:uppercase">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
