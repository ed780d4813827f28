import { useFormatter, useTranslations } from 'next-intl'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { Badge } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Input } from '../../components/ui/input.tsx'

/** A button with a key of its own: `accesskey`, which needs no script and is pressed with the browser's own modifier. */
export function KeyButton({
  letter,
  children,
  ...rest
}: ComponentProps<typeof Button> & { readonly letter: string }) {
  return (
    <Button type="submit" size="sm" accessKey={letter} {...rest}>
      {children}
      <kbd aria-hidden className="rounded-sm border border-current px-1 text-xs opacity-75">
        {letter.toUpperCase()}
      </kbd>
    </Button>
  )
}

/** A small text field with its label over it. */
export function SmallField({ label, ...rest }: ComponentProps<'input'> & { readonly label: ReactNode }) {
  const id = useId()
  return (
    <div className="grid gap-1 text-sm">
      <label htmlFor={id}>{label}</label>
      <Input id={id} className="min-h-9! w-64!" {...rest} />
    </div>
  )
}

/** A table that scrolls in its own box; the box can be reached by keyboard. */
export function Table({
  label,
  head,
  children,
}: {
  label: string
  head: readonly ReactNode[]
  children: ReactNode
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached without a mouse
      tabIndex={0}
      className="relative overflow-x-auto rounded-lg border-2 border-line bg-card"
    >
      <table className="w-full min-w-176 text-start text-sm">
        <thead className="border-b-2 border-line">
          <tr>
            {head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table stay where they are
              <th key={index} scope="col" className="px-3 py-2 text-start font-semibold whitespace-nowrap">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr]:border-b [&>tr]:border-line [&>tr:last-child]:border-0 [&_td]:px-3 [&_td]:py-2 [&_td]:align-top [&_th]:align-top">
          {children}
        </tbody>
      </table>
    </section>
  )
}

const tones: Readonly<Record<string, string>> = {
  published: 'bg-teal-soft',
  done: 'bg-teal-soft',
  pending: 'bg-sun-soft',
  hidden: 'bg-coral-soft',
  deleted: 'bg-coral-soft',
  failed: 'bg-coral-soft',
}

/** How a listing stands, in words. */
export function StatusBadge({
  status,
}: {
  readonly status: 'draft' | 'published' | 'pending' | 'hidden' | 'deleted' | 'merged'
}) {
  const t = useTranslations('admin')
  return (
    <Badge className={tones[status]} data-status={status}>
      {t(`status.${status}`)}
    </Badge>
  )
}

/** A moment in the reader's language. */
export function Moment({ at }: { readonly at: string }) {
  const format = useFormatter()
  return (
    <time dateTime={at} className="whitespace-nowrap tabular-nums">
      {format.dateTime(new Date(at), { dateStyle: 'short', timeStyle: 'short' })}
    </time>
  )
}

/** Leads to the next page of a list, where there is one. */
export function NextPage({
  path,
  query,
  cursor,
}: {
  path: string
  query: Readonly<Record<string, string>>
  cursor: string | null
}) {
  const t = useTranslations('admin')
  if (!cursor) return null
  return (
    <a
      href={`${path}?${new URLSearchParams({ ...query, cursor })}`}
      rel="next"
      className="ink-link justify-self-start"
      data-testid="next-page"
    >
      {t('more')}
    </a>
  )
}

/** What a list says that is empty. */
export function Nothing() {
  const t = useTranslations('admin')
  return (
    <p
      className="rounded-lg border-2 border-dashed border-line p-6 text-ink-soft"
      data-testid="admin-nothing"
    >
      {t('nothing')}
    </p>
  )
}
