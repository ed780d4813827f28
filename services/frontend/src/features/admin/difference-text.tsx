import { difference } from './difference.ts'

/**
 * A text with what differs from another version of it marked, word by word.
 *
 * @param props.show the older version with what is gone, the newer with what is new, or both in one
 */
export function DifferenceText(props: {
  readonly before: string
  readonly after: string
  readonly show: 'before' | 'after' | 'both'
}) {
  const { before, after, show } = props
  const left = show === 'before' ? 'new' : show === 'after' ? 'gone' : undefined
  return difference(before, after).map(({ kind, text }, index) =>
    kind === left ? null : kind === 'same' ? (
      text
    ) : kind === 'gone' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text stay where they are
      <del key={index} className="bg-coral-soft">
        {text}
      </del>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text stay where they are
      <ins key={index} className="bg-teal-soft">
        {text}
      </ins>
    ),
  )
}
