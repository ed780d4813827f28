// Original file: proto/parlance/video/v1/video.proto

import type { Job as _parlance_video_v1_Job, Job__Output as _parlance_video_v1_Job__Output } from '../../../parlance/video/v1/Job.ts';

export interface RunRequest {
  'job'?: (_parlance_video_v1_Job | null);
  /**
   * of the source, 1 MiB at most
   */
  'chunk'?: (Buffer | Uint8Array | string);
  'message'?: "job"|"chunk";
}

export interface RunRequest__Output {
  'job'?: (_parlance_video_v1_Job__Output | null);
  /**
   * of the source, 1 MiB at most
   */
  'chunk'?: (Buffer);
  'message'?: "job"|"chunk";
}
