// Original file: proto/parlance/scraper/v1/scraper.proto

import type { Page as _parlance_scraper_v1_Page, Page__Output as _parlance_scraper_v1_Page__Output } from '../../../parlance/scraper/v1/Page.ts';
import type { Unavailable as _parlance_scraper_v1_Unavailable, Unavailable__Output as _parlance_scraper_v1_Unavailable__Output } from '../../../parlance/scraper/v1/Unavailable.ts';
import type { PageVersion as _parlance_scraper_v1_PageVersion, PageVersion__Output as _parlance_scraper_v1_PageVersion__Output } from '../../../parlance/scraper/v1/PageVersion.ts';

export interface Result {
  'page'?: (_parlance_scraper_v1_Page | null);
  'unavailable'?: (_parlance_scraper_v1_Unavailable)[];
  'durationMs'?: (number);
  'bytesFetched'?: (number);
  'redirects'?: (number);
  /**
   * absent where the server named none
   */
  'version'?: (_parlance_scraper_v1_PageVersion | null);
  /**
   * the page is as the caller knows it: there is no `page` then
   */
  'notModified'?: (boolean);
}

export interface Result__Output {
  'page': (_parlance_scraper_v1_Page__Output | null);
  'unavailable': (_parlance_scraper_v1_Unavailable__Output)[];
  'durationMs': (number);
  'bytesFetched': (number);
  'redirects': (number);
  /**
   * absent where the server named none
   */
  'version': (_parlance_scraper_v1_PageVersion__Output | null);
  /**
   * the page is as the caller knows it: there is no `page` then
   */
  'notModified': (boolean);
}
