// Original file: proto/parlance/video/v1/video.proto

import type { SourceWanted as _parlance_video_v1_SourceWanted, SourceWanted__Output as _parlance_video_v1_SourceWanted__Output } from '../../../parlance/video/v1/SourceWanted.ts';
import type { Progress as _parlance_video_v1_Progress, Progress__Output as _parlance_video_v1_Progress__Output } from '../../../parlance/video/v1/Progress.ts';
import type { File as _parlance_video_v1_File, File__Output as _parlance_video_v1_File__Output } from '../../../parlance/video/v1/File.ts';
import type { Facts as _parlance_video_v1_Facts, Facts__Output as _parlance_video_v1_Facts__Output } from '../../../parlance/video/v1/Facts.ts';
import type { Rendition as _parlance_video_v1_Rendition, Rendition__Output as _parlance_video_v1_Rendition__Output } from '../../../parlance/video/v1/Rendition.ts';
import type { Preview as _parlance_video_v1_Preview, Preview__Output as _parlance_video_v1_Preview__Output } from '../../../parlance/video/v1/Preview.ts';

export interface RunEvent {
  'sourceWanted'?: (_parlance_video_v1_SourceWanted | null);
  'progress'?: (_parlance_video_v1_Progress | null);
  'file'?: (_parlance_video_v1_File | null);
  /**
   * of the last `file`, 256 KiB at most
   */
  'chunk'?: (Buffer | Uint8Array | string);
  /**
   * the result of ProbeWork
   */
  'facts'?: (_parlance_video_v1_Facts | null);
  /**
   * the result of EncodeWork
   */
  'rendition'?: (_parlance_video_v1_Rendition | null);
  /**
   * the result of PreviewWork
   */
  'preview'?: (_parlance_video_v1_Preview | null);
  'event'?: "sourceWanted"|"progress"|"file"|"chunk"|"facts"|"rendition"|"preview";
}

export interface RunEvent__Output {
  'sourceWanted'?: (_parlance_video_v1_SourceWanted__Output | null);
  'progress'?: (_parlance_video_v1_Progress__Output | null);
  'file'?: (_parlance_video_v1_File__Output | null);
  /**
   * of the last `file`, 256 KiB at most
   */
  'chunk'?: (Buffer);
  /**
   * the result of ProbeWork
   */
  'facts'?: (_parlance_video_v1_Facts__Output | null);
  /**
   * the result of EncodeWork
   */
  'rendition'?: (_parlance_video_v1_Rendition__Output | null);
  /**
   * the result of PreviewWork
   */
  'preview'?: (_parlance_video_v1_Preview__Output | null);
  'event'?: "sourceWanted"|"progress"|"file"|"chunk"|"facts"|"rendition"|"preview";
}
