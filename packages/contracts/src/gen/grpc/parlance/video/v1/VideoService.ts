// Original file: proto/parlance/video/v1/video.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CapabilitiesRequest as _parlance_video_v1_CapabilitiesRequest, CapabilitiesRequest__Output as _parlance_video_v1_CapabilitiesRequest__Output } from '../../../parlance/video/v1/CapabilitiesRequest.ts';
import type { CapabilitiesResponse as _parlance_video_v1_CapabilitiesResponse, CapabilitiesResponse__Output as _parlance_video_v1_CapabilitiesResponse__Output } from '../../../parlance/video/v1/CapabilitiesResponse.ts';
import type { RunEvent as _parlance_video_v1_RunEvent, RunEvent__Output as _parlance_video_v1_RunEvent__Output } from '../../../parlance/video/v1/RunEvent.ts';
import type { RunRequest as _parlance_video_v1_RunRequest, RunRequest__Output as _parlance_video_v1_RunRequest__Output } from '../../../parlance/video/v1/RunRequest.ts';

/**
 * Makes of an uploaded video what browsers play: looks at it, encodes one rendition, draws its pictures. The caller
 * keeps everything; this service keeps nothing that it could not be sent again.
 */
export interface VideoServiceClient extends grpc.Client {
  /**
   * What this instance can do: whether it has ffmpeg, its limits.
   */
  Capabilities(argument: _parlance_video_v1_CapabilitiesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_video_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  Capabilities(argument: _parlance_video_v1_CapabilitiesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_video_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  Capabilities(argument: _parlance_video_v1_CapabilitiesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_video_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  Capabilities(argument: _parlance_video_v1_CapabilitiesRequest, callback: grpc.requestCallback<_parlance_video_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * What this instance can do: whether it has ffmpeg, its limits.
   */
  capabilities(argument: _parlance_video_v1_CapabilitiesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_video_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  capabilities(argument: _parlance_video_v1_CapabilitiesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_video_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  capabilities(argument: _parlance_video_v1_CapabilitiesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_video_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  capabilities(argument: _parlance_video_v1_CapabilitiesRequest, callback: grpc.requestCallback<_parlance_video_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * One job. The first message is the `job`; the service answers `source_wanted` unless it still has the source, and the
   * caller then sends it from that offset as chunks and half-closes. Progress follows, then files (each a `file`, then its
   * chunks), then the one result, which is last: what came before it is worth nothing without it. A job that fails ends
   * with a status whose metadata `parlance-reason` is one of packages/contracts (video reasons). Cancelling the call
   * ends the work and removes its files. Answers of a job depend on its request alone, so it may be run again.
   */
  Run(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_parlance_video_v1_RunRequest, _parlance_video_v1_RunEvent__Output>;
  Run(options?: grpc.CallOptions): grpc.ClientDuplexStream<_parlance_video_v1_RunRequest, _parlance_video_v1_RunEvent__Output>;
  /**
   * One job. The first message is the `job`; the service answers `source_wanted` unless it still has the source, and the
   * caller then sends it from that offset as chunks and half-closes. Progress follows, then files (each a `file`, then its
   * chunks), then the one result, which is last: what came before it is worth nothing without it. A job that fails ends
   * with a status whose metadata `parlance-reason` is one of packages/contracts (video reasons). Cancelling the call
   * ends the work and removes its files. Answers of a job depend on its request alone, so it may be run again.
   */
  run(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_parlance_video_v1_RunRequest, _parlance_video_v1_RunEvent__Output>;
  run(options?: grpc.CallOptions): grpc.ClientDuplexStream<_parlance_video_v1_RunRequest, _parlance_video_v1_RunEvent__Output>;
  
}

/**
 * Makes of an uploaded video what browsers play: looks at it, encodes one rendition, draws its pictures. The caller
 * keeps everything; this service keeps nothing that it could not be sent again.
 */
export interface VideoServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * What this instance can do: whether it has ffmpeg, its limits.
   */
  Capabilities: grpc.handleUnaryCall<_parlance_video_v1_CapabilitiesRequest__Output, _parlance_video_v1_CapabilitiesResponse>;
  
  /**
   * One job. The first message is the `job`; the service answers `source_wanted` unless it still has the source, and the
   * caller then sends it from that offset as chunks and half-closes. Progress follows, then files (each a `file`, then its
   * chunks), then the one result, which is last: what came before it is worth nothing without it. A job that fails ends
   * with a status whose metadata `parlance-reason` is one of packages/contracts (video reasons). Cancelling the call
   * ends the work and removes its files. Answers of a job depend on its request alone, so it may be run again.
   */
  Run: grpc.handleBidiStreamingCall<_parlance_video_v1_RunRequest__Output, _parlance_video_v1_RunEvent>;
  
}

export interface VideoServiceDefinition extends grpc.ServiceDefinition {
  Capabilities: MethodDefinition<_parlance_video_v1_CapabilitiesRequest, _parlance_video_v1_CapabilitiesResponse, _parlance_video_v1_CapabilitiesRequest__Output, _parlance_video_v1_CapabilitiesResponse__Output>
  Run: MethodDefinition<_parlance_video_v1_RunRequest, _parlance_video_v1_RunEvent, _parlance_video_v1_RunRequest__Output, _parlance_video_v1_RunEvent__Output>
}
