import type { ComponentProps } from 'react'
import type { Language } from '../../i18n/languages.ts'
import { classNames } from '../class-names.ts'

/** A short label in a box. */
export function Badge({ className, ...rest }: ComponentProps<'span'>) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1 rounded-sm bg-ink/8 px-2 py-0.5 text-[0.8125rem] font-semibold',
        className,
      )}
      {...rest}
    />
  )
}

/** A language's code in that language's colour, as on the tab of a phrasebook. */
export function LanguageTab({
  language,
  className,
  ...rest
}: ComponentProps<'span'> & { readonly language: Language }) {
  return (
    <span
      className={classNames(
        'inline-block shrink-0 rounded-sm px-1.5 py-px text-[0.75rem] leading-5 font-bold tracking-wide whitespace-nowrap uppercase tabular-nums',
        className,
      )}
      style={{
        // Towards ink, so that the small letters stand out from the tint of their own colour.
        color: `color-mix(in oklab, var(--voice-${language}) 78%, var(--ink))`,
        backgroundColor: `color-mix(in oklab, var(--voice-${language}) 13%, transparent)`,
      }}
      {...rest}
    >
      {language}
    </span>
  )
}
