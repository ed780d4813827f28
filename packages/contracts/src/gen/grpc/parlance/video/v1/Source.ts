// Original file: proto/parlance/video/v1/video.proto

import type { Long } from '@grpc/proto-loader';

/**
 * What is worked on, by its content: any instance can be asked, and two jobs of one source share it.
 */
export interface Source {
  /**
   * hex, of the whole file
   */
  'sha256'?: (string);
  'bytes'?: (number | string | Long);
}

/**
 * What is worked on, by its content: any instance can be asked, and two jobs of one source share it.
 */
export interface Source__Output {
  /**
   * hex, of the whole file
   */
  'sha256': (string);
  'bytes': (number);
}
