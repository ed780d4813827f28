// Original file: proto/parlance/video/v1/video.proto

import type { Source as _parlance_video_v1_Source, Source__Output as _parlance_video_v1_Source__Output } from '../../../parlance/video/v1/Source.ts';
import type { ProbeWork as _parlance_video_v1_ProbeWork, ProbeWork__Output as _parlance_video_v1_ProbeWork__Output } from '../../../parlance/video/v1/ProbeWork.ts';
import type { EncodeWork as _parlance_video_v1_EncodeWork, EncodeWork__Output as _parlance_video_v1_EncodeWork__Output } from '../../../parlance/video/v1/EncodeWork.ts';
import type { PreviewWork as _parlance_video_v1_PreviewWork, PreviewWork__Output as _parlance_video_v1_PreviewWork__Output } from '../../../parlance/video/v1/PreviewWork.ts';

export interface Job {
  'source'?: (_parlance_video_v1_Source | null);
  'probe'?: (_parlance_video_v1_ProbeWork | null);
  'encode'?: (_parlance_video_v1_EncodeWork | null);
  'preview'?: (_parlance_video_v1_PreviewWork | null);
  'work'?: "probe"|"encode"|"preview";
}

export interface Job__Output {
  'source': (_parlance_video_v1_Source__Output | null);
  'probe'?: (_parlance_video_v1_ProbeWork__Output | null);
  'encode'?: (_parlance_video_v1_EncodeWork__Output | null);
  'preview'?: (_parlance_video_v1_PreviewWork__Output | null);
  'work'?: "probe"|"encode"|"preview";
}
