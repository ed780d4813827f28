import { type ReactNode, useEffect, useRef } from 'react'
import { isLanguage, type Language } from '../../i18n/languages.ts'
import type { RoomState } from './room-client.ts'
import { useRoomTexts } from './texts.tsx'

/** What the server has rendered of the bar over a room. */
export interface RoomBarParts {
  readonly title: ReactNode
  /** The tool that the room is about. */
  readonly about: ReactNode
  /** In which language one reads, and whether with the originals. */
  readonly choices: ReactNode
}

/** What the room is, who is here, and in which language one reads. */
export function RoomBar(props: {
  readonly parts: RoomBarParts
  readonly present: RoomState['present']
  readonly onReader: (language: Language) => void
  readonly onShowOriginals: (show: boolean) => void
}) {
  const { parts, present, onReader, onShowOriginals } = props
  const t = useRoomTexts()
  const bar = useRef<HTMLDivElement>(null)
  const names = present.users.map(({ name }) => name)
  const count = present.users.length + present.guests

  function choose(): void {
    const language = bar.current?.querySelector('select')?.value
    if (isLanguage(language)) onReader(language)
    onShowOriginals(bar.current?.querySelector('input')?.checked === true)
  }

  // What was chosen before the page could hear of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page has become alive
  useEffect(choose, [])

  return (
    <div ref={bar} onChange={choose} className="border-b-2 border-line bg-paper">
      <div className="wrap flex max-w-4xl flex-wrap items-center gap-x-6 gap-y-2 py-3">
        <div className="me-auto min-w-0">
          {parts.title}
          <p className="flex flex-wrap gap-x-3 text-sm text-ink-soft">
            {count > 0 && (
              <span
                className="inline-flex items-center gap-1.5"
                data-testid="presence"
                data-count={count}
                title={names.join(', ')}
              >
                {t.icons.users}
                {t('present', { count })}
                {names.length > 0 && <span className="sr-only">: {names.join(', ')}</span>}
              </span>
            )}
            {parts.about}
          </p>
        </div>
        {parts.choices}
      </div>
    </div>
  )
}
