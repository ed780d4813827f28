// Original file: proto/parlance/video/v1/video.proto

import type { Long } from '@grpc/proto-loader';

/**
 * The source is to be sent, from this byte on.
 */
export interface SourceWanted {
  'offset'?: (number | string | Long);
}

/**
 * The source is to be sent, from this byte on.
 */
export interface SourceWanted__Output {
  'offset': (number);
}
