/** The syntax tree of a message, as plain data: made by `parse-message.ts`, shown by `message-text.tsx`. Never HTML. */
export type MessageNode =
  | string
  | {
      readonly kind: 'strong' | 'emphasis' | 'deleted' | 'paragraph' | 'quote' | 'item'
      readonly of: MessageTree
    }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'fence'; readonly text: string; readonly lang: string }
  /** `start` = the first number of a numbered list. */
  | { readonly kind: 'list'; readonly start: number | undefined; readonly of: MessageTree }
  | { readonly kind: 'rule' | 'break' }
  /** `href` begins with http://, https:// or mailto:, or with one slash: a page of this site. */
  | { readonly kind: 'link'; readonly href: string; readonly of: MessageTree }

export type MessageTree = readonly MessageNode[]

/** What there must be for a message to be more than its words. */
const marks = /[*_`~[\]<>\\|@]|:\/\/|www\.|^[ \t]*(?:[-+#]|\d{1,9}[.)])[ \t]|^[ \t]*(?:-[ \t]*){3,}$/m

/** Whether a message has any mark of markdown, or an address; most have none, and need no parser. */
export function hasMarks(text: string): boolean {
  return marks.test(text)
}

/** Overrides and embeddings of direction: right-to-left scripts need none of them, and tricks with addresses do. */
const turning = /[\u202a-\u202e]/g
/** The same, and isolates: code and addresses are read sign by sign. */
const hiding = /[\u202a-\u202e\u2066-\u2069]/g

/** Words as they are shown: nothing in them turns the direction of what stands around them. */
export function readable(text: string): string {
  return text.replace(turning, '')
}

/** Code and addresses as they are shown: each sign where it stands in the text. */
export function literal(text: string): string {
  return text.replace(hiding, '')
}
