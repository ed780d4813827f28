'use client'

import { ArrowRight, Check, Circle, LoaderCircle } from 'lucide'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useApi } from '../../api/browser.ts'
import type { Submission } from '../../api/rest-types.ts'
import { classNames } from '../../components/class-names.ts'
import { ButtonLink } from '../../components/ui/button.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { ProgressBar } from '../../components/ui/progress-bar.tsx'
import { localPath } from '../../i18n/paths.ts'
import { stateOfStep, visibleSteps } from './steps.ts'

const icons = { done: Check, running: LoaderCircle, waiting: Circle } as const

/** A page on its way: every step in words, and how much of the whole is done. */
export function SubmissionProgress({ submission }: { readonly submission: Submission }) {
  const t = useTranslations('submit')
  const api = useApi()
  const [cancelling, setCancelling] = useState(false)
  async function cancel(): Promise<void> {
    setCancelling(true)
    // What came of it is told by the submission itself, which the page follows.
    await api
      .DELETE('/api/v1/submissions/{id}', { params: { path: { id: submission.id } } })
      .catch(() => setCancelling(false))
  }
  const percent = Math.round(submission.progress * 100)
  const sentence = t(`steps.${submission.step}`)
  return (
    <div
      className="grid gap-5 rounded-lg border-2 border-ink bg-card p-5 md:p-7"
      data-testid="submission-progress"
    >
      <p className="wrap-anywhere text-ink-soft">{submission.url}</p>
      <div>
        <div className="mb-2 flex items-baseline justify-between gap-4">
          <p
            role="status"
            className="font-display text-xl font-bold"
            data-testid="submission-step"
            data-step={submission.step}
          >
            {sentence}
          </p>
          <span aria-hidden className="tabular-nums text-ink-soft">
            {t('percent', { percent: percent / 100 })}
          </span>
        </div>
        <ProgressBar label={t('progress')} percent={percent} />
      </div>
      <ol className="grid gap-2">
        {visibleSteps.map((step) => {
          const state = stateOfStep(step, submission)
          return (
            <li
              key={step}
              data-state={state}
              className={classNames('flex items-center gap-3', state === 'waiting' && 'text-ink-soft')}
            >
              <Icon
                of={icons[state]}
                className={classNames(
                  'size-5 shrink-0',
                  state === 'done' && 'text-teal',
                  state === 'running' && 'animate-spin',
                )}
              />
              {t(`stepNames.${step}`)}
              <span className="sr-only">{t(`states.${state}`)}</span>
            </li>
          )
        })}
      </ol>
      {submission.attempts > 1 && (
        <p className="text-sm text-ink-soft">{t('again', { attempt: submission.attempts })}</p>
      )}
      <button
        type="button"
        disabled={cancelling}
        onClick={cancel}
        className="ink-link justify-self-start"
        data-testid="submission-cancel"
      >
        {t('cancel')}
      </button>
    </div>
  )
}

/** A page that has become a listing. */
export function SubmissionDone({ submission }: { readonly submission: Submission }) {
  const t = useTranslations('submit')
  const lang = useLocale()
  const { decision } = submission
  if (decision && decision.status !== 'published') {
    const { status, reason } = decision
    return (
      <Notice
        role="status"
        tone={status === 'waiting' ? 'warn' : 'bad'}
        title={t(`decisions.${status}.title`)}
        data-testid="submission-decision"
        data-status={status}
      >
        <p>{t(`decisions.${status}.text`)}</p>
        {reason && <blockquote className="border-s-4 border-line ps-3">{reason}</blockquote>}
      </Notice>
    )
  }
  return (
    <div
      role="status"
      className="grid justify-items-start gap-4 rounded-lg border-2 border-teal bg-teal-soft p-5 md:p-7"
    >
      <h2 className="flex items-center gap-3 text-2xl">
        <Icon of={Check} className="size-7 text-teal" />
        {submission.duplicate ? t('duplicateTitle') : t('doneTitle')}
      </h2>
      <p className="max-w-[56ch]">{submission.duplicate ? t('duplicateText') : t('doneText')}</p>
      {submission.tool && (
        <ButtonLink href={localPath(lang, `/tools/${submission.tool.slug}`)} data-testid="submission-listing">
          {t('openListing')}
          <Icon of={ArrowRight} className="size-4 rtl:rotate-180" />
        </ButtonLink>
      )}
    </div>
  )
}
