// Original file: proto/parlance/video/v1/video.proto

import type { Rung as _parlance_video_v1_Rung, Rung__Output as _parlance_video_v1_Rung__Output } from '../../../parlance/video/v1/Rung.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * What a video truly is: durations are those of the frames that are there, not what its head claims.
 */
export interface Facts {
  'seconds'?: (number | string);
  /**
   * 0 = it claims none
   */
  'claimedSeconds'?: (number | string);
  /**
   * pixels as shown: after rotation, pixels made square
   */
  'width'?: (number);
  'height'?: (number);
  /**
   * degrees clockwise: 0, 90, 180, 270
   */
  'rotation'?: (number);
  /**
   * of the renditions, frames a second
   */
  'frameRate'?: (number | string);
  'variableFrameRate'?: (boolean);
  'interlaced'?: (boolean);
  /**
   * as ffmpeg calls it: "mov", "matroska"
   */
  'format'?: (string);
  'videoCodec'?: (string);
  /**
   * "" = no sound
   */
  'audioCodec'?: (string);
  /**
   * of the video
   */
  'bitDepth'?: (number);
  /**
   * lowest first, none above the source
   */
  'ladder'?: (_parlance_video_v1_Rung)[];
  /**
   * of all renditions together, at most
   */
  'expectedBytes'?: (number | string | Long);
}

/**
 * What a video truly is: durations are those of the frames that are there, not what its head claims.
 */
export interface Facts__Output {
  'seconds': (number);
  /**
   * 0 = it claims none
   */
  'claimedSeconds': (number);
  /**
   * pixels as shown: after rotation, pixels made square
   */
  'width': (number);
  'height': (number);
  /**
   * degrees clockwise: 0, 90, 180, 270
   */
  'rotation': (number);
  /**
   * of the renditions, frames a second
   */
  'frameRate': (number);
  'variableFrameRate': (boolean);
  'interlaced': (boolean);
  /**
   * as ffmpeg calls it: "mov", "matroska"
   */
  'format': (string);
  'videoCodec': (string);
  /**
   * "" = no sound
   */
  'audioCodec': (string);
  /**
   * of the video
   */
  'bitDepth': (number);
  /**
   * lowest first, none above the source
   */
  'ladder': (_parlance_video_v1_Rung__Output)[];
  /**
   * of all renditions together, at most
   */
  'expectedBytes': (number);
}
