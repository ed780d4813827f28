// Original file: proto/parlance/scraper/v1/scraper.proto


export interface ScrapeRequest {
  'url'?: (string);
  'skipScreenshot'?: (boolean);
  /**
   * an editor's explicit wish, for a site of their own
   */
  'skipRobots'?: (boolean);
}

export interface ScrapeRequest__Output {
  'url': (string);
  'skipScreenshot': (boolean);
  /**
   * an editor's explicit wish, for a site of their own
   */
  'skipRobots': (boolean);
}
