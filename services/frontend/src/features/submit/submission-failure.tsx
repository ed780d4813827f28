'use client'

import { TriangleAlert } from 'lucide'
import { useLocale, useTranslations } from 'next-intl'
import { ButtonLink } from '../../components/ui/button.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { localPath } from '../../i18n/paths.ts'
import type { FailureReason } from './reasons.ts'

/** Why a page could not be listed, in the reader's words, and what to do about it. */
export function SubmissionFailure(props: {
  readonly reason: FailureReason
  readonly url: string | undefined
  readonly onAgain: () => void
}) {
  const t = useTranslations('submit')
  const lang = useLocale()
  const { reason, url, onAgain } = props
  return (
    <Notice
      tone="bad"
      role="alert"
      data-testid="submission-failure"
      data-reason={reason}
      icon={<Icon of={TriangleAlert} className="size-6 text-coral" />}
      title={<span className="font-display text-xl font-bold">{t(`reasons.${reason}.title`)}</span>}
    >
      <p className="max-w-[60ch]">{t(`reasons.${reason}.help`)}</p>
      {url && <p className="text-sm wrap-anywhere text-ink-soft">{url}</p>}
      <div className="mt-3">
        <ButtonLink
          href={localPath(lang, '/submit')}
          variant="outline"
          data-testid="submit-again"
          onClick={(event) => {
            event.preventDefault()
            onAgain()
          }}
        >
          {t('tryAnother')}
        </ButtonLink>
      </div>
    </Notice>
  )
}
