import { useState } from 'react'
import { LanguageTab } from '../../components/ui/badge.tsx'
import { type Language, languageNames } from '../../i18n/languages.ts'
import { engineName } from '../tools/engine-name.ts'
import { AwaitingNote } from './awaiting-note.tsx'
import { MessageText } from './message-text.tsx'
import { useRoomTexts } from './texts.tsx'
import type { Entry } from './timeline.ts'
import { renderingOf } from './timeline-view.ts'

const words = 'whitespace-pre-wrap wrap-anywhere [unicode-bidi:isolate]'

/** What a message says, in the reader's language, with its original a press away. */
export function MessageBody(props: {
  readonly entry: Entry
  readonly reader: Language
  readonly showOriginals: boolean
}) {
  const { entry, reader, showOriginals } = props
  const t = useRoomTexts()
  const [toggled, setToggled] = useState(false)
  const rendering = renderingOf(entry, reader)

  if (rendering.kind === 'deleted') return <p className="text-ink-soft italic">{t('deleted')}</p>
  if (rendering.kind !== 'translated') {
    return (
      <>
        <div lang={entry.lang} dir="auto" className={words} data-testid="message-text">
          <MessageText text={entry.body} />
        </div>
        {rendering.kind !== 'original' && (
          <p className="mt-0.5 flex items-center gap-1.5 text-xs text-ink-soft" data-testid="message-note">
            <LanguageTab language={entry.lang} />
            {rendering.kind === 'awaiting' ? <AwaitingNote key={entry.rev} /> : t('untranslatable')}
          </p>
        )}
      </>
    )
  }

  const original = showOriginals !== toggled
  return (
    <>
      <div lang={reader} dir="auto" className={words} data-testid="message-text">
        <MessageText text={rendering.body} />
      </div>
      {original && (
        <div
          lang={entry.lang}
          dir="auto"
          data-testid="message-original"
          className={`${words} mt-1.5 border-s-3 border-current/25 ps-3 text-[0.95em] text-ink-soft`}
        >
          <MessageText text={entry.body} />
        </div>
      )}
      <p className="mt-1 flex flex-wrap items-center gap-x-2 text-xs text-ink-soft">
        <span
          className="inline-flex items-center gap-1.5"
          data-testid="message-engine"
          data-engine={rendering.engine}
        >
          <LanguageTab language={entry.lang} title={languageNames[entry.lang]} />
          {t.icons.translated}
          {rendering.engine === 'human'
            ? t('byPerson')
            : rendering.engine === 'phrasebook'
              ? t('byPhrasebook')
              : t('byEngine', { engine: engineName(rendering.engine) })}
        </span>
        <button
          type="button"
          aria-expanded={original}
          onClick={() => setToggled(!toggled)}
          data-testid="toggle-original"
          className="rounded-sm py-0.5 font-semibold underline decoration-1 underline-offset-2 hover:text-ink"
        >
          {original ? t('hideOriginal') : t('showOriginal')}
        </button>
      </p>
    </>
  )
}
