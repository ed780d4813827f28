import { ArrowRight } from 'lucide'
import { useLocale, useTranslations } from 'next-intl'
import type { Room } from '../../api/rest-types.ts'
import { LanguageTab } from '../../components/ui/badge.tsx'
import { ButtonLink } from '../../components/ui/button.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import type { Language } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'

const lines: readonly {
  readonly lang: Language
  readonly body: string
  readonly key: 'first' | 'second' | 'third'
}[] = [
  { lang: 'es', body: '¿Alguien lo ha probado con vídeo vertical?', key: 'first' },
  { lang: 'de', body: 'Ja, klappt gut, nur die Untertitel muss man verschieben.', key: 'second' },
  { lang: 'fr', body: 'Merci, j’essaie ce soir\u202f!', key: 'third' },
]

/** A conversation as a room shows it: each line as it was written, and under it as the reader reads it. */
export function RoomTeaser({ room }: { readonly room: Room | undefined }) {
  const t = useTranslations('home')
  const lang = useLocale()
  const href = localPath(lang, room ? `/rooms/${room.slug}` : '/rooms')
  return (
    <section aria-labelledby="talk" className="border-y-2 border-ink bg-card">
      <div className="wrap grid gap-10 py-14 md:py-20 lg:grid-cols-[0.9fr_1.1fr] lg:gap-16">
        <div className="grid content-center justify-items-start gap-5">
          <h2 id="talk" className="text-3xl md:text-4xl">
            {t('roomTitle')}
          </h2>
          <p className="max-w-[48ch] text-lg text-ink-soft">{t('roomText')}</p>
          <ButtonLink href={href} data-testid="demo-room-link">
            <bdi>{room ? t('roomEnter', { room: room.title }) : t('roomsAll')}</bdi>
            <Icon of={ArrowRight} className="size-4 shrink-0 rtl:rotate-180" />
          </ButtonLink>
        </div>
        <ol aria-label={t('roomExample')} className="grid gap-3">
          {lines.map((line, index) => (
            <li key={line.key} className={index === 1 ? 'ms-8 md:ms-20' : 'me-8 md:me-20'}>
              <div className="rounded-lg border-2 border-ink bg-paper px-4 py-3">
                {line.lang !== lang && (
                  <p className="text-lg leading-snug font-medium">{t(`roomLines.${line.key}`)}</p>
                )}
                <p
                  lang={line.lang}
                  className={
                    line.lang === lang
                      ? 'text-lg font-medium'
                      : 'mt-1.5 flex items-baseline gap-2 text-ink-soft'
                  }
                >
                  {line.lang !== lang && <LanguageTab language={line.lang} />}
                  {line.body}
                </p>
              </div>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}
