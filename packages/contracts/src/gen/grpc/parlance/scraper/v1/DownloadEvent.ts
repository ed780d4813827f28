// Original file: proto/parlance/scraper/v1/scraper.proto

import type { DownloadHead as _parlance_scraper_v1_DownloadHead, DownloadHead__Output as _parlance_scraper_v1_DownloadHead__Output } from '../../../parlance/scraper/v1/DownloadHead.ts';

export interface DownloadEvent {
  'head'?: (_parlance_scraper_v1_DownloadHead | null);
  /**
   * at most 256 KiB
   */
  'chunk'?: (Buffer | Uint8Array | string);
  'event'?: "head"|"chunk";
}

export interface DownloadEvent__Output {
  'head'?: (_parlance_scraper_v1_DownloadHead__Output | null);
  /**
   * at most 256 KiB
   */
  'chunk'?: (Buffer);
  'event'?: "head"|"chunk";
}
