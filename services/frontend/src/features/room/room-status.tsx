import { isReconnecting } from './connection.ts'
import { faultText } from './fault-text.ts'
import type { RoomState } from './room-client.ts'
import { useRoomTexts } from './texts.tsx'

/** The lines between messages and composer: connection, faults, who is typing. */
export function RoomStatus({
  state,
  onDismiss,
}: {
  readonly state: RoomState
  readonly onDismiss: () => void
}) {
  const t = useRoomTexts()
  const { connection, fault, typing } = state
  const names = typing.map(({ name }) => name)
  return (
    <div className="wrap max-w-4xl">
      {isReconnecting(connection) && (
        <p
          role="status"
          data-testid="reconnecting"
          className="mb-2 flex items-center gap-2 rounded-md bg-sun px-3 py-2 text-sm font-semibold text-on-sun"
        >
          {t.icons.offline}
          {t('reconnecting')}
        </p>
      )}
      {fault && (
        <p
          role="alert"
          data-testid="room-fault"
          className="mb-2 flex items-center gap-2 rounded-md bg-coral-soft px-3 py-2 text-sm font-medium"
        >
          <span className="grow">{t(`faults.${faultText(fault.code)}`)}</span>
          <button
            type="button"
            aria-label={t('dismiss')}
            onClick={onDismiss}
            className="rounded-sm p-1 hover:bg-ink/10"
          >
            {t.icons.close}
          </button>
        </p>
      )}
      <p aria-live="polite" className="h-6 truncate text-sm text-ink-soft" data-testid="typing">
        {names.length > 0 &&
          t('typing', { count: names.length, first: names[0] ?? '', second: names[1] ?? '' })}
      </p>
    </div>
  )
}
