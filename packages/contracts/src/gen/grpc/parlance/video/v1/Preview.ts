// Original file: proto/parlance/video/v1/video.proto

import type { Loudness as _parlance_video_v1_Loudness, Loudness__Output as _parlance_video_v1_Loudness__Output } from '../../../parlance/video/v1/Loudness.ts';

export interface Preview {
  'posterWidth'?: (number);
  'posterHeight'?: (number);
  /**
   * WebVTT whose cues name parts of storyboard.webp (Media Fragments, xywh); "" = too short
   */
  'storyboard'?: (string);
  /**
   * absent without sound
   */
  'loudness'?: (_parlance_video_v1_Loudness | null);
}

export interface Preview__Output {
  'posterWidth': (number);
  'posterHeight': (number);
  /**
   * WebVTT whose cues name parts of storyboard.webp (Media Fragments, xywh); "" = too short
   */
  'storyboard': (string);
  /**
   * absent without sound
   */
  'loudness': (_parlance_video_v1_Loudness__Output | null);
}
