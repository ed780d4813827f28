// Original file: proto/parlance/scraper/v1/scraper.proto

import type { Long } from '@grpc/proto-loader';

export interface DownloadHead {
  /**
   * the last address, after redirects
   */
  'url'?: (string);
  /**
   * "" = the server named none
   */
  'mediaType'?: (string);
  /**
   * 0 = the server does not say
   */
  'bytes'?: (number | string | Long);
}

export interface DownloadHead__Output {
  /**
   * the last address, after redirects
   */
  'url': (string);
  /**
   * "" = the server named none
   */
  'mediaType': (string);
  /**
   * 0 = the server does not say
   */
  'bytes': (number);
}
