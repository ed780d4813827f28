// Original file: proto/parlance/scraper/v1/scraper.proto

import type { PageVersion as _parlance_scraper_v1_PageVersion, PageVersion__Output as _parlance_scraper_v1_PageVersion__Output } from '../../../parlance/scraper/v1/PageVersion.ts';

export interface ScrapeRequest {
  'url'?: (string);
  'skipScreenshot'?: (boolean);
  /**
   * an editor's explicit wish, for a site of their own
   */
  'skipRobots'?: (boolean);
  /**
   * what the caller has read already: asked for conditionally (RFC 9110, 13)
   */
  'known'?: (_parlance_scraper_v1_PageVersion | null);
  /**
   * no pictures and no description; a browser only for a page that says little before its scripts run
   */
  'onlyText'?: (boolean);
  /**
   * no description by Gemini
   */
  'skipDescription'?: (boolean);
}

export interface ScrapeRequest__Output {
  'url': (string);
  'skipScreenshot': (boolean);
  /**
   * an editor's explicit wish, for a site of their own
   */
  'skipRobots': (boolean);
  /**
   * what the caller has read already: asked for conditionally (RFC 9110, 13)
   */
  'known': (_parlance_scraper_v1_PageVersion__Output | null);
  /**
   * no pictures and no description; a browser only for a page that says little before its scripts run
   */
  'onlyText': (boolean);
  /**
   * no description by Gemini
   */
  'skipDescription': (boolean);
}
