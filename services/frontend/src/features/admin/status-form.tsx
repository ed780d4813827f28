import { useTranslations } from 'next-intl'
import { Button } from '../../components/ui/button.tsx'
import { setStatus } from './actions.ts'
import { KeyButton, SmallField } from './parts.tsx'

/** Decides about listings, with the reason that their submitters read where they are refused or taken down. */
export function StatusForm(props: {
  readonly ids: readonly string[]
  /** What the buttons do; Enter in the reason is the first. */
  readonly statuses:
    | readonly ['published']
    | readonly ['hidden', 'deleted']
    | readonly ['hidden']
    | readonly ['deleted']
  readonly back: string
  /** It never was published: it is refused, not hidden. */
  readonly refusal?: boolean
  readonly letter?: string
}) {
  const { ids, statuses, back, refusal = false, letter } = props
  const t = useTranslations('admin')
  return (
    <form action={setStatus} className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="back" value={back} />
      {ids.map((id) => (
        <input key={id} type="hidden" name="ids" value={id} />
      ))}
      {statuses[0] !== 'published' && (
        <SmallField label={t('reasonFor')} name="reason" maxLength={500} data-testid="reason" />
      )}
      {statuses.map((status, index) => {
        const refused = status === 'hidden' && refusal
        const look = {
          type: 'submit',
          size: 'sm',
          name: 'status',
          value: status,
          variant: status === 'published' ? 'primary' : 'outline',
          'data-testid': `decide-${refused ? 'refuse' : status}`,
        } as const
        const label = refused ? t('refuse') : t(`decisions.${status}`)
        return letter && index === 0 ? (
          <KeyButton key={status} letter={letter} {...look}>
            {label}
          </KeyButton>
        ) : (
          <Button key={status} {...look}>
            {label}
          </Button>
        )
      })}
    </form>
  )
}
