// Original file: proto/parlance/video/v1/video.proto

import type { Long } from '@grpc/proto-loader';

export interface CapabilitiesResponse {
  'available'?: (boolean);
  /**
   * ffmpeg's version, or why not and what to do
   */
  'detail'?: (string);
  'running'?: (number);
  /**
   * jobs at once
   */
  'limit'?: (number);
  'mostSourceBytes'?: (number | string | Long);
  'mostSeconds'?: (number | string);
  /**
   * of a frame
   */
  'mostPixels'?: (number | string | Long);
}

export interface CapabilitiesResponse__Output {
  'available': (boolean);
  /**
   * ffmpeg's version, or why not and what to do
   */
  'detail': (string);
  'running': (number);
  /**
   * jobs at once
   */
  'limit': (number);
  'mostSourceBytes': (number);
  'mostSeconds': (number);
  /**
   * of a frame
   */
  'mostPixels': (number);
}
