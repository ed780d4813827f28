// Original file: proto/parlance/video/v1/video.proto

import type { Long } from '@grpc/proto-loader';

export interface File {
  /**
   * media.mp4, poster.webp, storyboard.webp
   */
  'name'?: (string);
  'mediaType'?: (string);
  'bytes'?: (number | string | Long);
  /**
   * hex
   */
  'sha256'?: (string);
}

export interface File__Output {
  /**
   * media.mp4, poster.webp, storyboard.webp
   */
  'name': (string);
  'mediaType': (string);
  'bytes': (number);
  /**
   * hex
   */
  'sha256': (string);
}
