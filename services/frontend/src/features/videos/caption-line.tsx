'use client'

import { useTranslations } from 'next-intl'
import type { CaptionTrack } from '../../api/rest-types.ts'
import { classNames } from '../../components/class-names.ts'
import { fieldBox } from '../../components/ui/input.tsx'
import type { Language } from '../../i18n/languages.ts'
import { clock } from './clock.ts'

/** One line of captions: when, what the original says, and what it reads. Standing on it takes the video there. */
export function CaptionLine(props: {
  readonly line: CaptionTrack['lines'][number]
  readonly lang: Language
  readonly draft: string | undefined
  /** The video is at it. */
  readonly current: boolean
  readonly onJump: () => void
  readonly onChange: (text: string) => void
}) {
  const { line, lang, draft, current, onJump, onChange } = props
  const t = useTranslations('videos.caption')
  const time = clock(line.startMs / 1_000)
  return (
    <li
      aria-current={current || undefined}
      className={classNames(
        'grid grid-cols-[4rem_1fr] gap-x-3 gap-y-1 rounded-lg border-2 p-2',
        current ? 'border-cobalt bg-cobalt-soft' : 'border-line',
      )}
      data-testid="caption-line"
      data-place={line.place}
    >
      <button
        type="button"
        tabIndex={-1}
        onClick={onJump}
        aria-label={t('jump', { time })}
        className="row-span-2 self-start rounded-md px-1 py-2 text-sm tabular-nums hover:underline"
      >
        {time}
      </button>
      {line.sourceText !== null && (
        <p className="text-sm whitespace-pre-line text-ink-soft">{line.sourceText}</p>
      )}
      <div className="col-start-2 grid gap-1">
        <textarea
          lang={lang}
          rows={2}
          maxLength={1_000}
          value={draft ?? line.text}
          aria-label={t('lineAt', { time })}
          onFocus={onJump}
          onChange={(event) => onChange(event.currentTarget.value)}
          className={classNames(fieldBox, 'resize-y py-1.5', draft !== undefined && 'border-sun')}
        />
        <span className="text-xs text-ink-soft">{t(line.source === 'human' ? 'byPerson' : 'byMachine')}</span>
      </div>
    </li>
  )
}
