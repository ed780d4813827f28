import { useTranslations } from 'next-intl'
import type { SubmissionBatch } from '../../api/rest-types.ts'
import { LookAgain } from '../../components/look-again.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { ProgressBar } from '../../components/ui/progress-bar.tsx'
import type { Language } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import { reasonOf } from './reasons.ts'

/** Several submissions: one progress, and how each ends. */
export function BatchView({ batch, lang }: { readonly batch: SubmissionBatch; readonly lang: Language }) {
  const t = useTranslations('submit')
  const { counts, items } = batch
  const percent = Math.round(batch.progress * 100)
  return (
    <div className="grid gap-6" data-testid="batch" data-ended={batch.ended}>
      <div className="grid gap-2">
        <p role="status" className="font-display text-xl font-bold">
          {t('several.progress', { ended: items.length - counts.open, all: items.length })}
        </p>
        <ProgressBar label={t('progress')} percent={percent} />
        <p className="text-ink-soft">{t('several.counts', counts)}</p>
        {batch.left > 0 && <p data-testid="batch-left">{t('several.left', { count: batch.left })}</p>}
      </div>
      {!batch.ended && (
        <form method="post" action={localPath(lang, '/submit/several/cancel')}>
          <input type="hidden" name="id" value={batch.id} />
          <Button type="submit" size="sm" variant="outline" data-testid="batch-cancel">
            {t('several.cancel')}
          </Button>
        </form>
      )}
      <ol className="grid divide-y divide-line rounded-lg border-2 border-line bg-card">
        {items.map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the addresses of a batch stay where they are
          <Item key={place} item={item} lang={lang} />
        ))}
      </ol>
      <a href={localPath(lang, '/submit/several')} className="ink-link justify-self-start font-semibold">
        {t('several.another')}
      </a>
      {!batch.ended && <LookAgain />}
    </div>
  )
}

const tones = {
  refused: 'bg-coral-soft',
  failed: 'bg-coral-soft',
  done: 'bg-teal-soft',
  running: 'bg-sun-soft',
  queued: '',
} as const

function Item({ item, lang }: { readonly item: SubmissionBatch['items'][number]; readonly lang: Language }) {
  const t = useTranslations('submit')
  const { url, status, duplicate, tool, decision, problem } = item
  return (
    <li className="grid gap-1 p-3" data-testid="batch-item" data-status={status}>
      <p className="flex flex-wrap items-baseline gap-2">
        <Badge className={tones[status]}>
          {status === 'done' && duplicate ? t('several.duplicate') : t(`several.states.${status}`)}
        </Badge>
        {tool ? (
          <a href={localPath(lang, `/tools/${tool.slug}`)} className="ink-link wrap-anywhere">
            {url}
          </a>
        ) : (
          <span className="wrap-anywhere">{url}</span>
        )}
      </p>
      {decision && decision.status !== 'published' && (
        <p className="text-sm text-ink-soft">
          {t(`decisions.${decision.status}.title`)} {decision.reason}
        </p>
      )}
      {problem && <p className="text-sm text-ink-soft">{t(`reasons.${reasonOf(problem)}.title`)}</p>}
    </li>
  )
}
