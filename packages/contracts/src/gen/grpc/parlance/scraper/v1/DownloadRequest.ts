// Original file: proto/parlance/scraper/v1/scraper.proto

import type { Long } from '@grpc/proto-loader';

export interface DownloadRequest {
  'url'?: (string);
  /**
   * a longer file is too-large
   */
  'mostBytes'?: (number | string | Long);
}

export interface DownloadRequest__Output {
  'url': (string);
  /**
   * a longer file is too-large
   */
  'mostBytes': (number);
}
