/** Texts in the page's language; `#` stands for a number. */
export interface OutboxTexts {
  readonly waiting: string
  readonly failed: string
  readonly open: string
}
