import { useTranslations } from 'next-intl'
import { Button } from '../../components/ui/button.tsx'
import { setStatus } from './actions.ts'
import { KeyButton, SmallField } from './parts.tsx'

/** One decision about listings, with the reason that their submitters read where they are refused or taken down. */
export function StatusForm(props: {
  readonly ids: readonly string[]
  readonly status: 'published' | 'hidden' | 'deleted'
  readonly back: string
  /** It never was published: it is refused, not hidden. */
  readonly refusal?: boolean
  readonly letter?: string
}) {
  const { ids, status, back, refusal = false, letter } = props
  const t = useTranslations('admin')
  const label = status === 'hidden' && refusal ? t('refuse') : t(`decisions.${status}`)
  const variant = status === 'published' ? ('primary' as const) : ('outline' as const)
  return (
    <form action={setStatus} className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="back" value={back} />
      <input type="hidden" name="status" value={status} />
      {ids.map((id) => (
        <input key={id} type="hidden" name="ids" value={id} />
      ))}
      {status !== 'published' && (
        <SmallField
          label={t('reasonFor')}
          name="reason"
          maxLength={500}
          data-testid={`reason-${refusal ? 'refuse' : status}`}
        />
      )}
      {letter ? (
        <KeyButton letter={letter} variant={variant} data-testid={`decide-${refusal ? 'refuse' : status}`}>
          {label}
        </KeyButton>
      ) : (
        <Button
          type="submit"
          size="sm"
          variant={variant}
          data-testid={`decide-${refusal ? 'refuse' : status}`}
        >
          {label}
        </Button>
      )}
    </form>
  )
}
