// Original file: proto/parlance/scraper/v1/scraper.proto

import type { Step as _parlance_scraper_v1_Step, Step__Output as _parlance_scraper_v1_Step__Output } from '../../../parlance/scraper/v1/Step.ts';

export interface Progress {
  'step'?: (_parlance_scraper_v1_Step);
  /**
   * of the whole, 0 to 1
   */
  'fraction'?: (number | string);
  'detail'?: (string);
}

export interface Progress__Output {
  'step': (_parlance_scraper_v1_Step__Output);
  /**
   * of the whole, 0 to 1
   */
  'fraction': (number);
  'detail': (string);
}
