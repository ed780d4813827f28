import { useTranslations } from 'next-intl'
import { Notice } from '../../components/ui/notice.tsx'
import type { EditConflict } from './action-answer.ts'

/** Somebody else was quicker: what is kept now stands beside what was written, field by field where they differ. */
export function ConflictNote({
  conflict,
  names,
}: {
  readonly conflict: EditConflict
  readonly names: (field: string) => string
}) {
  const t = useTranslations('admin')
  const differing = Object.entries(conflict.current).filter(
    ([field, kept]) => kept.trim() !== (conflict.yours[field] ?? '').replaceAll('\r\n', '\n').trim(),
  )
  return (
    <Notice tone="warn" role="alert" title={t('faults.conflict')} data-testid="admin-conflict">
      <dl className="mt-2 grid gap-3">
        {differing.map(([field, kept]) => (
          <div key={field}>
            <dt className="font-semibold">{names(field)}</dt>
            <dd className="whitespace-pre-wrap" data-field={field}>
              {t('keptNow')} <q>{kept}</q>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-2">{t('saveOver')}</p>
    </Notice>
  )
}
