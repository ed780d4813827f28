import type { ComponentProps } from 'react'

/** Two quotation marks in a speech bubble: what is said, in any language. */
export function LogoMark(props: ComponentProps<'svg'>) {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" {...props}>
      <path
        fill="#ffc62e"
        d="M6 2h20a4 4 0 0 1 4 4v15a4 4 0 0 1-4 4H15l-7.3 5.6c-.7.5-1.7 0-1.7-.8V25a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4z"
      />
      <path
        fill="none"
        stroke="#14172b"
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        d="M14.2 8.6 9.4 13.5l4.8 4.9M23 8.6l-4.8 4.9 4.8 4.9"
      />
    </svg>
  )
}

/** The mark and the name. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2.5 whitespace-nowrap max-[22rem]:gap-1.5">
      <LogoMark />
      <span className="font-display text-[1.45rem] leading-none max-[22rem]:text-[1.2rem] font-extrabold tracking-[-0.035em]">
        Parlance
      </span>
    </span>
  )
}
