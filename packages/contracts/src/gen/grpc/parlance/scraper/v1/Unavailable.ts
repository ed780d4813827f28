// Original file: proto/parlance/scraper/v1/scraper.proto


export interface Unavailable {
  /**
   * logo, screenshot, preview, description
   */
  'what'?: (string);
  /**
   * no-browser, timed-out, not-found, too-large, blocked, no-key, no-font, failed
   */
  'code'?: (string);
  /**
   * for people
   */
  'detail'?: (string);
}

export interface Unavailable__Output {
  /**
   * logo, screenshot, preview, description
   */
  'what': (string);
  /**
   * no-browser, timed-out, not-found, too-large, blocked, no-key, no-font, failed
   */
  'code': (string);
  /**
   * for people
   */
  'detail': (string);
}
