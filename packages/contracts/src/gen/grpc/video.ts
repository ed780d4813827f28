import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { CapabilitiesRequest as _parlance_video_v1_CapabilitiesRequest, CapabilitiesRequest__Output as _parlance_video_v1_CapabilitiesRequest__Output } from './parlance/video/v1/CapabilitiesRequest.ts';
import type { CapabilitiesResponse as _parlance_video_v1_CapabilitiesResponse, CapabilitiesResponse__Output as _parlance_video_v1_CapabilitiesResponse__Output } from './parlance/video/v1/CapabilitiesResponse.ts';
import type { EncodeWork as _parlance_video_v1_EncodeWork, EncodeWork__Output as _parlance_video_v1_EncodeWork__Output } from './parlance/video/v1/EncodeWork.ts';
import type { Facts as _parlance_video_v1_Facts, Facts__Output as _parlance_video_v1_Facts__Output } from './parlance/video/v1/Facts.ts';
import type { File as _parlance_video_v1_File, File__Output as _parlance_video_v1_File__Output } from './parlance/video/v1/File.ts';
import type { Job as _parlance_video_v1_Job, Job__Output as _parlance_video_v1_Job__Output } from './parlance/video/v1/Job.ts';
import type { Loudness as _parlance_video_v1_Loudness, Loudness__Output as _parlance_video_v1_Loudness__Output } from './parlance/video/v1/Loudness.ts';
import type { Preview as _parlance_video_v1_Preview, Preview__Output as _parlance_video_v1_Preview__Output } from './parlance/video/v1/Preview.ts';
import type { PreviewWork as _parlance_video_v1_PreviewWork, PreviewWork__Output as _parlance_video_v1_PreviewWork__Output } from './parlance/video/v1/PreviewWork.ts';
import type { ProbeWork as _parlance_video_v1_ProbeWork, ProbeWork__Output as _parlance_video_v1_ProbeWork__Output } from './parlance/video/v1/ProbeWork.ts';
import type { Progress as _parlance_video_v1_Progress, Progress__Output as _parlance_video_v1_Progress__Output } from './parlance/video/v1/Progress.ts';
import type { Rendition as _parlance_video_v1_Rendition, Rendition__Output as _parlance_video_v1_Rendition__Output } from './parlance/video/v1/Rendition.ts';
import type { RunEvent as _parlance_video_v1_RunEvent, RunEvent__Output as _parlance_video_v1_RunEvent__Output } from './parlance/video/v1/RunEvent.ts';
import type { RunRequest as _parlance_video_v1_RunRequest, RunRequest__Output as _parlance_video_v1_RunRequest__Output } from './parlance/video/v1/RunRequest.ts';
import type { Rung as _parlance_video_v1_Rung, Rung__Output as _parlance_video_v1_Rung__Output } from './parlance/video/v1/Rung.ts';
import type { Source as _parlance_video_v1_Source, Source__Output as _parlance_video_v1_Source__Output } from './parlance/video/v1/Source.ts';
import type { SourceWanted as _parlance_video_v1_SourceWanted, SourceWanted__Output as _parlance_video_v1_SourceWanted__Output } from './parlance/video/v1/SourceWanted.ts';
import type { VideoServiceClient as _parlance_video_v1_VideoServiceClient, VideoServiceDefinition as _parlance_video_v1_VideoServiceDefinition } from './parlance/video/v1/VideoService.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  parlance: {
    video: {
      v1: {
        CapabilitiesRequest: MessageTypeDefinition<_parlance_video_v1_CapabilitiesRequest, _parlance_video_v1_CapabilitiesRequest__Output>
        CapabilitiesResponse: MessageTypeDefinition<_parlance_video_v1_CapabilitiesResponse, _parlance_video_v1_CapabilitiesResponse__Output>
        EncodeWork: MessageTypeDefinition<_parlance_video_v1_EncodeWork, _parlance_video_v1_EncodeWork__Output>
        Facts: MessageTypeDefinition<_parlance_video_v1_Facts, _parlance_video_v1_Facts__Output>
        File: MessageTypeDefinition<_parlance_video_v1_File, _parlance_video_v1_File__Output>
        Job: MessageTypeDefinition<_parlance_video_v1_Job, _parlance_video_v1_Job__Output>
        Loudness: MessageTypeDefinition<_parlance_video_v1_Loudness, _parlance_video_v1_Loudness__Output>
        Preview: MessageTypeDefinition<_parlance_video_v1_Preview, _parlance_video_v1_Preview__Output>
        PreviewWork: MessageTypeDefinition<_parlance_video_v1_PreviewWork, _parlance_video_v1_PreviewWork__Output>
        ProbeWork: MessageTypeDefinition<_parlance_video_v1_ProbeWork, _parlance_video_v1_ProbeWork__Output>
        Progress: MessageTypeDefinition<_parlance_video_v1_Progress, _parlance_video_v1_Progress__Output>
        Rendition: MessageTypeDefinition<_parlance_video_v1_Rendition, _parlance_video_v1_Rendition__Output>
        RunEvent: MessageTypeDefinition<_parlance_video_v1_RunEvent, _parlance_video_v1_RunEvent__Output>
        RunRequest: MessageTypeDefinition<_parlance_video_v1_RunRequest, _parlance_video_v1_RunRequest__Output>
        Rung: MessageTypeDefinition<_parlance_video_v1_Rung, _parlance_video_v1_Rung__Output>
        Source: MessageTypeDefinition<_parlance_video_v1_Source, _parlance_video_v1_Source__Output>
        SourceWanted: MessageTypeDefinition<_parlance_video_v1_SourceWanted, _parlance_video_v1_SourceWanted__Output>
        /**
         * Makes of an uploaded video what browsers play: looks at it, encodes one rendition, draws its pictures. The caller
         * keeps everything; this service keeps nothing that it could not be sent again.
         */
        VideoService: SubtypeConstructor<typeof grpc.Client, _parlance_video_v1_VideoServiceClient> & { service: _parlance_video_v1_VideoServiceDefinition }
      }
    }
  }
}

