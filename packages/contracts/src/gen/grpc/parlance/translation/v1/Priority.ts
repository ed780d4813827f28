// Original file: proto/parlance/translation/v1/translation.proto

export const Priority = {
  /**
   * catalogue
   */
  PRIORITY_UNSPECIFIED: 'PRIORITY_UNSPECIFIED',
  PRIORITY_CATALOGUE: 'PRIORITY_CATALOGUE',
  /**
   * somebody waits
   */
  PRIORITY_CHAT: 'PRIORITY_CHAT',
} as const;

export type Priority =
  /**
   * catalogue
   */
  | 'PRIORITY_UNSPECIFIED'
  | 0
  | 'PRIORITY_CATALOGUE'
  | 1
  /**
   * somebody waits
   */
  | 'PRIORITY_CHAT'
  | 2

export type Priority__Output = typeof Priority[keyof typeof Priority]
