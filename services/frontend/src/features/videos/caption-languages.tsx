'use client'

import { Download, Trash2 } from 'lucide'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import type { CaptionList } from '../../api/rest-types.ts'
import { useCall } from '../../api/use-call.ts'
import { useSiteConfig } from '../../components/site-config.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { useLoaded } from '../../components/use-loaded.ts'
import { useTask } from '../../components/use-task.ts'
import { languageNameIn } from '../../i18n/language-name.ts'
import type { Language } from '../../i18n/languages.ts'
import { FaultNote } from './fault-note.tsx'

const loadDialog = () => import('../../components/ui/confirm-dialog.tsx')

/** The languages that a video has captions in, where each comes from, and what can be done with it. */
export function CaptionLanguages(props: {
  readonly id: string
  readonly items: CaptionList['items']
  readonly chosen: Language | undefined
  readonly onChoose: (language: Language) => void
  readonly onChanged: () => Promise<void>
}) {
  const { id, items, chosen, onChoose, onChanged } = props
  const t = useTranslations('videos')
  const page = useLocale() as Language
  const { apiUrl } = useSiteConfig()
  const call = useCall()
  const [asking, setAsking] = useState<Language>()
  const ConfirmDialog = useLoaded(loadDialog, asking !== undefined)
  const remove = useTask(async (lang: Language) => {
    await call(async (api) => {
      const params = { path: { id, lang } }
      const answer = await api.DELETE('/api/v1/videos/{id}/captions/{lang}', { params })
      return answer.response.ok ? { ...answer, data: true } : answer
    })
    await onChanged()
  })
  if (items.length === 0) return <p className="text-ink-soft">{t('caption.noneYet')}</p>
  const nameOf = (language: string) => languageNameIn(language, page)
  return (
    <section className="grid gap-2" aria-label={t('caption.language')}>
      <ul className="grid divide-y-2 divide-line rounded-lg border-2 border-line bg-card">
        {items.map(({ language, origin, lines, human, stale }) => (
          <li
            key={language}
            className="grid grid-cols-[1fr_auto] items-center gap-x-3 px-3 py-1.5 sm:grid-cols-[8rem_1fr_auto]"
            data-testid="caption-language"
            data-language={language}
            data-origin={origin}
          >
            <button
              type="button"
              aria-pressed={language === chosen}
              aria-label={t('caption.edit', { language: nameOf(language) })}
              onClick={() => onChoose(language)}
              className="min-h-9 justify-self-start rounded-md px-2 font-semibold underline-offset-4 hover:underline aria-pressed:bg-ink aria-pressed:text-paper"
              data-testid="caption-edit"
            >
              {nameOf(language)}
            </button>
            <span className="order-last col-span-full min-w-0 px-2 text-sm text-ink-soft sm:order-none sm:col-span-1 sm:px-0">
              {t(`caption.origins.${origin}`)} · {t('caption.lines', { count: lines })} ·{' '}
              {t('caption.human', { count: human })}
              {stale && ` · ${t('caption.stale')}`}
            </span>
            <span className="flex items-center gap-3">
              {(['vtt', 'srt'] as const).map((format) => (
                <a
                  key={format}
                  href={`${apiUrl}/api/v1/videos/${id}/captions/${language}/file?format=${format}`}
                  download={`${language}.${format}`}
                  aria-label={t('caption.download', { language: nameOf(language), format })}
                  className="ink-link inline-flex items-center gap-1 text-sm"
                >
                  <Icon of={Download} className="size-4" />
                  {format}
                </a>
              ))}
              <Button
                size="icon-sm"
                variant="quiet"
                aria-label={`${t('remove')}: ${nameOf(language)}`}
                onClick={() => setAsking(language)}
                data-testid="caption-remove"
              >
                <Icon of={Trash2} className="size-4" />
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {remove.error instanceof ApiProblem && <FaultNote problem={remove.error} />}
      {asking && ConfirmDialog && (
        <ConfirmDialog
          title={t('caption.removeAsk', { language: nameOf(asking) })}
          text={t('caption.removeText')}
          yes={t('remove')}
          no={t('keep')}
          onYes={() => remove.run(asking)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  )
}
