// Original file: proto/parlance/translation/v1/translation.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DetectLanguageRequest as _parlance_translation_v1_DetectLanguageRequest, DetectLanguageRequest__Output as _parlance_translation_v1_DetectLanguageRequest__Output } from '../../../parlance/translation/v1/DetectLanguageRequest.ts';
import type { DetectLanguageResponse as _parlance_translation_v1_DetectLanguageResponse, DetectLanguageResponse__Output as _parlance_translation_v1_DetectLanguageResponse__Output } from '../../../parlance/translation/v1/DetectLanguageResponse.ts';
import type { ForgetSegmentsRequest as _parlance_translation_v1_ForgetSegmentsRequest, ForgetSegmentsRequest__Output as _parlance_translation_v1_ForgetSegmentsRequest__Output } from '../../../parlance/translation/v1/ForgetSegmentsRequest.ts';
import type { ForgetSegmentsResponse as _parlance_translation_v1_ForgetSegmentsResponse, ForgetSegmentsResponse__Output as _parlance_translation_v1_ForgetSegmentsResponse__Output } from '../../../parlance/translation/v1/ForgetSegmentsResponse.ts';
import type { IndexedTranslation as _parlance_translation_v1_IndexedTranslation, IndexedTranslation__Output as _parlance_translation_v1_IndexedTranslation__Output } from '../../../parlance/translation/v1/IndexedTranslation.ts';
import type { ListModelsRequest as _parlance_translation_v1_ListModelsRequest, ListModelsRequest__Output as _parlance_translation_v1_ListModelsRequest__Output } from '../../../parlance/translation/v1/ListModelsRequest.ts';
import type { ListModelsResponse as _parlance_translation_v1_ListModelsResponse, ListModelsResponse__Output as _parlance_translation_v1_ListModelsResponse__Output } from '../../../parlance/translation/v1/ListModelsResponse.ts';
import type { MemoryAnswer as _parlance_translation_v1_MemoryAnswer, MemoryAnswer__Output as _parlance_translation_v1_MemoryAnswer__Output } from '../../../parlance/translation/v1/MemoryAnswer.ts';
import type { MemoryQuestion as _parlance_translation_v1_MemoryQuestion, MemoryQuestion__Output as _parlance_translation_v1_MemoryQuestion__Output } from '../../../parlance/translation/v1/MemoryQuestion.ts';
import type { TranslateRequest as _parlance_translation_v1_TranslateRequest, TranslateRequest__Output as _parlance_translation_v1_TranslateRequest__Output } from '../../../parlance/translation/v1/TranslateRequest.ts';
import type { TranslateResponse as _parlance_translation_v1_TranslateResponse, TranslateResponse__Output as _parlance_translation_v1_TranslateResponse__Output } from '../../../parlance/translation/v1/TranslateResponse.ts';

/**
 * Translates prose between the languages of a site; keeps everything that is not prose as it was.
 */
export interface TranslationServiceClient extends grpc.Client {
  /**
   * The permanent memory belongs to the backend: it opens this stream, answers the batches of look-ups that the
   * service asks, and stores the batches of new segments that the service sends. Without one, memory is hot only.
   */
  AttachMemory(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_parlance_translation_v1_MemoryAnswer, _parlance_translation_v1_MemoryQuestion__Output>;
  AttachMemory(options?: grpc.CallOptions): grpc.ClientDuplexStream<_parlance_translation_v1_MemoryAnswer, _parlance_translation_v1_MemoryQuestion__Output>;
  /**
   * The permanent memory belongs to the backend: it opens this stream, answers the batches of look-ups that the
   * service asks, and stores the batches of new segments that the service sends. Without one, memory is hot only.
   */
  attachMemory(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_parlance_translation_v1_MemoryAnswer, _parlance_translation_v1_MemoryQuestion__Output>;
  attachMemory(options?: grpc.CallOptions): grpc.ClientDuplexStream<_parlance_translation_v1_MemoryAnswer, _parlance_translation_v1_MemoryQuestion__Output>;
  
  /**
   * Detects the language of each text among the site's languages.
   */
  DetectLanguage(argument: _parlance_translation_v1_DetectLanguageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_DetectLanguageResponse__Output>): grpc.ClientUnaryCall;
  DetectLanguage(argument: _parlance_translation_v1_DetectLanguageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_translation_v1_DetectLanguageResponse__Output>): grpc.ClientUnaryCall;
  DetectLanguage(argument: _parlance_translation_v1_DetectLanguageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_DetectLanguageResponse__Output>): grpc.ClientUnaryCall;
  DetectLanguage(argument: _parlance_translation_v1_DetectLanguageRequest, callback: grpc.requestCallback<_parlance_translation_v1_DetectLanguageResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Detects the language of each text among the site's languages.
   */
  detectLanguage(argument: _parlance_translation_v1_DetectLanguageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_DetectLanguageResponse__Output>): grpc.ClientUnaryCall;
  detectLanguage(argument: _parlance_translation_v1_DetectLanguageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_translation_v1_DetectLanguageResponse__Output>): grpc.ClientUnaryCall;
  detectLanguage(argument: _parlance_translation_v1_DetectLanguageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_DetectLanguageResponse__Output>): grpc.ClientUnaryCall;
  detectLanguage(argument: _parlance_translation_v1_DetectLanguageRequest, callback: grpc.requestCallback<_parlance_translation_v1_DetectLanguageResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Drops remembered segments from the hot memory, as a human correction or a new glossary makes necessary.
   */
  ForgetSegments(argument: _parlance_translation_v1_ForgetSegmentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_ForgetSegmentsResponse__Output>): grpc.ClientUnaryCall;
  ForgetSegments(argument: _parlance_translation_v1_ForgetSegmentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_translation_v1_ForgetSegmentsResponse__Output>): grpc.ClientUnaryCall;
  ForgetSegments(argument: _parlance_translation_v1_ForgetSegmentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_ForgetSegmentsResponse__Output>): grpc.ClientUnaryCall;
  ForgetSegments(argument: _parlance_translation_v1_ForgetSegmentsRequest, callback: grpc.requestCallback<_parlance_translation_v1_ForgetSegmentsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Drops remembered segments from the hot memory, as a human correction or a new glossary makes necessary.
   */
  forgetSegments(argument: _parlance_translation_v1_ForgetSegmentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_ForgetSegmentsResponse__Output>): grpc.ClientUnaryCall;
  forgetSegments(argument: _parlance_translation_v1_ForgetSegmentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_translation_v1_ForgetSegmentsResponse__Output>): grpc.ClientUnaryCall;
  forgetSegments(argument: _parlance_translation_v1_ForgetSegmentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_ForgetSegmentsResponse__Output>): grpc.ClientUnaryCall;
  forgetSegments(argument: _parlance_translation_v1_ForgetSegmentsRequest, callback: grpc.requestCallback<_parlance_translation_v1_ForgetSegmentsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Lists the tiers, what serves them, and what they can translate.
   */
  ListModels(argument: _parlance_translation_v1_ListModelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  ListModels(argument: _parlance_translation_v1_ListModelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_translation_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  ListModels(argument: _parlance_translation_v1_ListModelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  ListModels(argument: _parlance_translation_v1_ListModelsRequest, callback: grpc.requestCallback<_parlance_translation_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Lists the tiers, what serves them, and what they can translate.
   */
  listModels(argument: _parlance_translation_v1_ListModelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  listModels(argument: _parlance_translation_v1_ListModelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_translation_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  listModels(argument: _parlance_translation_v1_ListModelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  listModels(argument: _parlance_translation_v1_ListModelsRequest, callback: grpc.requestCallback<_parlance_translation_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Translates many texts at once; translations[i] answers texts[i].
   * Errors: INVALID_ARGUMENT (unknown language, too many or too long texts), RESOURCE_EXHAUSTED (queue full),
   * DEADLINE_EXCEEDED and CANCELLED (the work is stopped, not only abandoned).
   */
  Translate(argument: _parlance_translation_v1_TranslateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_TranslateResponse__Output>): grpc.ClientUnaryCall;
  Translate(argument: _parlance_translation_v1_TranslateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_translation_v1_TranslateResponse__Output>): grpc.ClientUnaryCall;
  Translate(argument: _parlance_translation_v1_TranslateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_TranslateResponse__Output>): grpc.ClientUnaryCall;
  Translate(argument: _parlance_translation_v1_TranslateRequest, callback: grpc.requestCallback<_parlance_translation_v1_TranslateResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Translates many texts at once; translations[i] answers texts[i].
   * Errors: INVALID_ARGUMENT (unknown language, too many or too long texts), RESOURCE_EXHAUSTED (queue full),
   * DEADLINE_EXCEEDED and CANCELLED (the work is stopped, not only abandoned).
   */
  translate(argument: _parlance_translation_v1_TranslateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_TranslateResponse__Output>): grpc.ClientUnaryCall;
  translate(argument: _parlance_translation_v1_TranslateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_translation_v1_TranslateResponse__Output>): grpc.ClientUnaryCall;
  translate(argument: _parlance_translation_v1_TranslateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_translation_v1_TranslateResponse__Output>): grpc.ClientUnaryCall;
  translate(argument: _parlance_translation_v1_TranslateRequest, callback: grpc.requestCallback<_parlance_translation_v1_TranslateResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The same, each translation sent as soon as it is ready, with the index of its text.
   */
  TranslateStream(argument: _parlance_translation_v1_TranslateRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parlance_translation_v1_IndexedTranslation__Output>;
  TranslateStream(argument: _parlance_translation_v1_TranslateRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parlance_translation_v1_IndexedTranslation__Output>;
  /**
   * The same, each translation sent as soon as it is ready, with the index of its text.
   */
  translateStream(argument: _parlance_translation_v1_TranslateRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parlance_translation_v1_IndexedTranslation__Output>;
  translateStream(argument: _parlance_translation_v1_TranslateRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parlance_translation_v1_IndexedTranslation__Output>;
  
}

/**
 * Translates prose between the languages of a site; keeps everything that is not prose as it was.
 */
export interface TranslationServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * The permanent memory belongs to the backend: it opens this stream, answers the batches of look-ups that the
   * service asks, and stores the batches of new segments that the service sends. Without one, memory is hot only.
   */
  AttachMemory: grpc.handleBidiStreamingCall<_parlance_translation_v1_MemoryAnswer__Output, _parlance_translation_v1_MemoryQuestion>;
  
  /**
   * Detects the language of each text among the site's languages.
   */
  DetectLanguage: grpc.handleUnaryCall<_parlance_translation_v1_DetectLanguageRequest__Output, _parlance_translation_v1_DetectLanguageResponse>;
  
  /**
   * Drops remembered segments from the hot memory, as a human correction or a new glossary makes necessary.
   */
  ForgetSegments: grpc.handleUnaryCall<_parlance_translation_v1_ForgetSegmentsRequest__Output, _parlance_translation_v1_ForgetSegmentsResponse>;
  
  /**
   * Lists the tiers, what serves them, and what they can translate.
   */
  ListModels: grpc.handleUnaryCall<_parlance_translation_v1_ListModelsRequest__Output, _parlance_translation_v1_ListModelsResponse>;
  
  /**
   * Translates many texts at once; translations[i] answers texts[i].
   * Errors: INVALID_ARGUMENT (unknown language, too many or too long texts), RESOURCE_EXHAUSTED (queue full),
   * DEADLINE_EXCEEDED and CANCELLED (the work is stopped, not only abandoned).
   */
  Translate: grpc.handleUnaryCall<_parlance_translation_v1_TranslateRequest__Output, _parlance_translation_v1_TranslateResponse>;
  
  /**
   * The same, each translation sent as soon as it is ready, with the index of its text.
   */
  TranslateStream: grpc.handleServerStreamingCall<_parlance_translation_v1_TranslateRequest__Output, _parlance_translation_v1_IndexedTranslation>;
  
}

export interface TranslationServiceDefinition extends grpc.ServiceDefinition {
  AttachMemory: MethodDefinition<_parlance_translation_v1_MemoryAnswer, _parlance_translation_v1_MemoryQuestion, _parlance_translation_v1_MemoryAnswer__Output, _parlance_translation_v1_MemoryQuestion__Output>
  DetectLanguage: MethodDefinition<_parlance_translation_v1_DetectLanguageRequest, _parlance_translation_v1_DetectLanguageResponse, _parlance_translation_v1_DetectLanguageRequest__Output, _parlance_translation_v1_DetectLanguageResponse__Output>
  ForgetSegments: MethodDefinition<_parlance_translation_v1_ForgetSegmentsRequest, _parlance_translation_v1_ForgetSegmentsResponse, _parlance_translation_v1_ForgetSegmentsRequest__Output, _parlance_translation_v1_ForgetSegmentsResponse__Output>
  ListModels: MethodDefinition<_parlance_translation_v1_ListModelsRequest, _parlance_translation_v1_ListModelsResponse, _parlance_translation_v1_ListModelsRequest__Output, _parlance_translation_v1_ListModelsResponse__Output>
  Translate: MethodDefinition<_parlance_translation_v1_TranslateRequest, _parlance_translation_v1_TranslateResponse, _parlance_translation_v1_TranslateRequest__Output, _parlance_translation_v1_TranslateResponse__Output>
  TranslateStream: MethodDefinition<_parlance_translation_v1_TranslateRequest, _parlance_translation_v1_IndexedTranslation, _parlance_translation_v1_TranslateRequest__Output, _parlance_translation_v1_IndexedTranslation__Output>
}
