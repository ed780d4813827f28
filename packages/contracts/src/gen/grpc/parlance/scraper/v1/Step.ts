// Original file: proto/parlance/scraper/v1/scraper.proto

export const Step = {
  STEP_UNSPECIFIED: 'STEP_UNSPECIFIED',
  /**
   * address and robots.txt
   */
  STEP_CHECK: 'STEP_CHECK',
  STEP_FETCH: 'STEP_FETCH',
  /**
   * metadata
   */
  STEP_READ: 'STEP_READ',
  STEP_LOGO: 'STEP_LOGO',
  STEP_SCREENSHOT: 'STEP_SCREENSHOT',
  STEP_DESCRIBE: 'STEP_DESCRIBE',
} as const;

export type Step =
  | 'STEP_UNSPECIFIED'
  | 0
  /**
   * address and robots.txt
   */
  | 'STEP_CHECK'
  | 1
  | 'STEP_FETCH'
  | 2
  /**
   * metadata
   */
  | 'STEP_READ'
  | 3
  | 'STEP_LOGO'
  | 4
  | 'STEP_SCREENSHOT'
  | 5
  | 'STEP_DESCRIBE'
  | 6

export type Step__Output = typeof Step[keyof typeof Step]
