import { CircleAlert, Clock } from 'lucide'
import { classNames } from '../../components/class-names.ts'
import { Icon } from '../../components/ui/icon.tsx'
import { faultText } from './fault-text.ts'
import { MessageText } from './message-text.tsx'
import type { RoomClient } from './room-client.ts'
import { useRoomTexts } from './texts.tsx'
import type { Pending } from './timeline.ts'

/** A message of the reader's own on its way, or one that did not arrive, with what to do about it. */
export function PendingItem(props: {
  readonly message: Pending
  readonly client: RoomClient
  /** There is a connection to send it over. */
  readonly live: boolean
}) {
  const { message, client, live } = props
  const t = useRoomTexts()
  const failed = message.status === 'failed'
  return (
    <li className="mt-2 flex flex-col items-end" data-testid="pending-message" data-status={message.status}>
      <div
        className={classNames(
          'max-w-[min(46rem,92%)] rounded-lg border-2 border-dashed px-3.5 py-2',
          failed ? 'border-coral bg-coral-soft' : 'border-sun bg-sun-soft opacity-75',
        )}
      >
        <div dir="auto" className="whitespace-pre-wrap wrap-anywhere [unicode-bidi:isolate]">
          <MessageText text={message.body} />
        </div>
      </div>
      {failed ? (
        <p role="alert" className="mt-1 flex flex-wrap items-center justify-end gap-x-3 text-sm text-coral">
          <span className="inline-flex items-center gap-1.5">
            <Icon of={CircleAlert} className="size-4" />
            {t(`faults.${faultText(message.code)}`)}
          </span>
          <button
            type="button"
            className="font-semibold underline"
            data-testid="pending-retry"
            onClick={() => client.sayAgain(message.clientId)}
          >
            {t('retry')}
          </button>
          <button
            type="button"
            className="font-semibold underline"
            data-testid="pending-discard"
            onClick={() => client.discard(message.clientId)}
          >
            {t('discard')}
          </button>
        </p>
      ) : (
        <p className="mt-1 inline-flex items-center gap-1.5 text-xs text-ink-soft">
          <Icon of={Clock} className="size-3.5" />
          {live ? t('sending') : t('queued')}
        </p>
      )}
    </li>
  )
}
