/** A text with the words that were looked for marked. @param ranges from and to, in UTF-16 units, in order */
export function MarkedText(props: {
  readonly text: string
  readonly ranges: readonly (readonly number[])[] | undefined
}) {
  const { text, ranges = [] } = props
  let end = 0
  const pieces = ranges.flatMap(([from = 0, to = 0]) => {
    const before = text.slice(end, from)
    end = to
    return [
      before,
      <mark key={from} className="bg-(--mark) text-inherit">
        {text.slice(from, to)}
      </mark>,
    ]
  })
  return (
    <>
      {pieces}
      {text.slice(end)}
    </>
  )
}
