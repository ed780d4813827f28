/** What a key does among the lines of captions. */
export type CaptionAct = 'save' | 'toggle' | 'next' | 'previous'

/** What was pressed, as the browser tells it. */
export interface CaptionKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  /** Of an input method that is composing: Enter takes its proposal. */
  readonly isComposing: boolean
}

/** What a key is for in a line; undefined = it is text, or the browser's own. */
export function captionAct(pressed: CaptionKey): CaptionAct | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = pressed
  if (isComposing) return undefined
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() === 's') return 'save'
    return key === ' ' ? 'toggle' : undefined
  }
  if (altKey && key === 'ArrowUp') return 'previous'
  if (altKey && key === 'ArrowDown') return 'next'
  return key === 'Enter' && !altKey && !shiftKey ? 'next' : undefined
}
