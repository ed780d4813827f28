// Original file: proto/parlance/translation/v1/translation.proto

export const Tier = {
  /**
   * basic
   */
  TIER_UNSPECIFIED: 'TIER_UNSPECIFIED',
  TIER_BASIC: 'TIER_BASIC',
  TIER_MEDIUM: 'TIER_MEDIUM',
  TIER_PREMIUM: 'TIER_PREMIUM',
} as const;

export type Tier =
  /**
   * basic
   */
  | 'TIER_UNSPECIFIED'
  | 0
  | 'TIER_BASIC'
  | 1
  | 'TIER_MEDIUM'
  | 2
  | 'TIER_PREMIUM'
  | 3

export type Tier__Output = typeof Tier[keyof typeof Tier]
