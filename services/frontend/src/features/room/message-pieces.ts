/** A piece of what somebody wrote. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly pieces: readonly Piece[] }
  /** `href` begins with http:// or https://, or with one slash: a page of this site. */
  | { readonly kind: 'link'; readonly pieces: readonly Piece[]; readonly href: string }

const pattern = new RegExp(
  [
    '(?<code>`[^`\\n]+`)',
    '\\[(?<label>[^\\]\\n]{1,200})\\]\\((?<target>(?:https?:\\/\\/|\\/(?!\\/))[^\\s)]+)\\)',
    '\\*\\*(?<strong>[^\\s*](?:[^\\n]*?[^\\s*])?)\\*\\*',
    '\\*(?<emphasis>[^\\s*](?:[^*\\n]*?[^\\s*])?)\\*',
    '(?<bare>https?:\\/\\/[^\\s<>"\'`]+)',
  ].join('|'),
  'g',
)

/**
 * The little markdown that people write in a conversation: links, **strong**, *emphasis*, `code`, bare addresses. All else
 * is text, and nothing is ever HTML.
 */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    const piece = pieceOf(match.groups ?? {})
    if (!piece) continue
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) })
    pieces.push(piece)
    // What ends a sentence after a bare address is no part of it.
    const length = match.groups?.bare && piece.kind === 'link' ? piece.href.length : match[0].length
    from = match.index + length
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) })
  return pieces
}

function pieceOf(groups: Readonly<Record<string, string | undefined>>): Piece | undefined {
  const { code, label, target, strong, emphasis, bare } = groups
  if (code) return { kind: 'code', text: code.slice(1, -1) }
  if (label && target) return { kind: 'link', pieces: [{ kind: 'text', text: label }], href: target }
  if (strong) return { kind: 'strong', pieces: piecesOf(strong) }
  if (emphasis) return { kind: 'emphasis', pieces: piecesOf(emphasis) }
  const href = trimAddress(bare ?? '')
  return URL.canParse(href) ? { kind: 'link', pieces: [{ kind: 'text', text: href }], href } : undefined
}

function trimAddress(address: string): string {
  let text = address.replace(/[.,;:!?…*»”’]+$/u, '')
  // A closing bracket belongs to the address only where one was opened in it.
  while (text.endsWith(')') && text.split('(').length < text.split(')').length) {
    text = text.slice(0, -1).replace(/[.,;:!?]+$/, '')
  }
  return text
}
