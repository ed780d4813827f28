// Original file: proto/parlance/translation/v1/translation.proto

export const Format = {
  /**
   * plain
   */
  FORMAT_UNSPECIFIED: 'FORMAT_UNSPECIFIED',
  FORMAT_PLAIN: 'FORMAT_PLAIN',
  FORMAT_MARKDOWN: 'FORMAT_MARKDOWN',
  FORMAT_HTML: 'FORMAT_HTML',
  /**
   * Markdown as people write it in a conversation: each line stands by itself
   */
  FORMAT_MESSAGE: 'FORMAT_MESSAGE',
} as const;

export type Format =
  /**
   * plain
   */
  | 'FORMAT_UNSPECIFIED'
  | 0
  | 'FORMAT_PLAIN'
  | 1
  | 'FORMAT_MARKDOWN'
  | 2
  | 'FORMAT_HTML'
  | 3
  /**
   * Markdown as people write it in a conversation: each line stands by itself
   */
  | 'FORMAT_MESSAGE'
  | 4

export type Format__Output = typeof Format[keyof typeof Format]
