// Original file: proto/parlance/scraper/v1/scraper.proto

import type { Progress as _parlance_scraper_v1_Progress, Progress__Output as _parlance_scraper_v1_Progress__Output } from '../../../parlance/scraper/v1/Progress.ts';
import type { Image as _parlance_scraper_v1_Image, Image__Output as _parlance_scraper_v1_Image__Output } from '../../../parlance/scraper/v1/Image.ts';
import type { Result as _parlance_scraper_v1_Result, Result__Output as _parlance_scraper_v1_Result__Output } from '../../../parlance/scraper/v1/Result.ts';

export interface ScrapeEvent {
  'progress'?: (_parlance_scraper_v1_Progress | null);
  'image'?: (_parlance_scraper_v1_Image | null);
  'result'?: (_parlance_scraper_v1_Result | null);
  'event'?: "progress"|"image"|"result";
}

export interface ScrapeEvent__Output {
  'progress'?: (_parlance_scraper_v1_Progress__Output | null);
  'image'?: (_parlance_scraper_v1_Image__Output | null);
  'result'?: (_parlance_scraper_v1_Result__Output | null);
  'event'?: "progress"|"image"|"result";
}
