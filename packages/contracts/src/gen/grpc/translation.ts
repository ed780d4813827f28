import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { DetectLanguageRequest as _parlance_translation_v1_DetectLanguageRequest, DetectLanguageRequest__Output as _parlance_translation_v1_DetectLanguageRequest__Output } from './parlance/translation/v1/DetectLanguageRequest.ts';
import type { DetectLanguageResponse as _parlance_translation_v1_DetectLanguageResponse, DetectLanguageResponse__Output as _parlance_translation_v1_DetectLanguageResponse__Output } from './parlance/translation/v1/DetectLanguageResponse.ts';
import type { DetectedLanguage as _parlance_translation_v1_DetectedLanguage, DetectedLanguage__Output as _parlance_translation_v1_DetectedLanguage__Output } from './parlance/translation/v1/DetectedLanguage.ts';
import type { ForgetSegmentsRequest as _parlance_translation_v1_ForgetSegmentsRequest, ForgetSegmentsRequest__Output as _parlance_translation_v1_ForgetSegmentsRequest__Output } from './parlance/translation/v1/ForgetSegmentsRequest.ts';
import type { ForgetSegmentsResponse as _parlance_translation_v1_ForgetSegmentsResponse, ForgetSegmentsResponse__Output as _parlance_translation_v1_ForgetSegmentsResponse__Output } from './parlance/translation/v1/ForgetSegmentsResponse.ts';
import type { GlossaryTerm as _parlance_translation_v1_GlossaryTerm, GlossaryTerm__Output as _parlance_translation_v1_GlossaryTerm__Output } from './parlance/translation/v1/GlossaryTerm.ts';
import type { IndexedTranslation as _parlance_translation_v1_IndexedTranslation, IndexedTranslation__Output as _parlance_translation_v1_IndexedTranslation__Output } from './parlance/translation/v1/IndexedTranslation.ts';
import type { LanguagePair as _parlance_translation_v1_LanguagePair, LanguagePair__Output as _parlance_translation_v1_LanguagePair__Output } from './parlance/translation/v1/LanguagePair.ts';
import type { ListModelsRequest as _parlance_translation_v1_ListModelsRequest, ListModelsRequest__Output as _parlance_translation_v1_ListModelsRequest__Output } from './parlance/translation/v1/ListModelsRequest.ts';
import type { ListModelsResponse as _parlance_translation_v1_ListModelsResponse, ListModelsResponse__Output as _parlance_translation_v1_ListModelsResponse__Output } from './parlance/translation/v1/ListModelsResponse.ts';
import type { MemoryAnswer as _parlance_translation_v1_MemoryAnswer, MemoryAnswer__Output as _parlance_translation_v1_MemoryAnswer__Output } from './parlance/translation/v1/MemoryAnswer.ts';
import type { MemoryEntry as _parlance_translation_v1_MemoryEntry, MemoryEntry__Output as _parlance_translation_v1_MemoryEntry__Output } from './parlance/translation/v1/MemoryEntry.ts';
import type { MemoryLookup as _parlance_translation_v1_MemoryLookup, MemoryLookup__Output as _parlance_translation_v1_MemoryLookup__Output } from './parlance/translation/v1/MemoryLookup.ts';
import type { MemoryQuestion as _parlance_translation_v1_MemoryQuestion, MemoryQuestion__Output as _parlance_translation_v1_MemoryQuestion__Output } from './parlance/translation/v1/MemoryQuestion.ts';
import type { Model as _parlance_translation_v1_Model, Model__Output as _parlance_translation_v1_Model__Output } from './parlance/translation/v1/Model.ts';
import type { TranslateRequest as _parlance_translation_v1_TranslateRequest, TranslateRequest__Output as _parlance_translation_v1_TranslateRequest__Output } from './parlance/translation/v1/TranslateRequest.ts';
import type { TranslateResponse as _parlance_translation_v1_TranslateResponse, TranslateResponse__Output as _parlance_translation_v1_TranslateResponse__Output } from './parlance/translation/v1/TranslateResponse.ts';
import type { Translation as _parlance_translation_v1_Translation, Translation__Output as _parlance_translation_v1_Translation__Output } from './parlance/translation/v1/Translation.ts';
import type { TranslationServiceClient as _parlance_translation_v1_TranslationServiceClient, TranslationServiceDefinition as _parlance_translation_v1_TranslationServiceDefinition } from './parlance/translation/v1/TranslationService.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  parlance: {
    translation: {
      v1: {
        DetectLanguageRequest: MessageTypeDefinition<_parlance_translation_v1_DetectLanguageRequest, _parlance_translation_v1_DetectLanguageRequest__Output>
        DetectLanguageResponse: MessageTypeDefinition<_parlance_translation_v1_DetectLanguageResponse, _parlance_translation_v1_DetectLanguageResponse__Output>
        DetectedLanguage: MessageTypeDefinition<_parlance_translation_v1_DetectedLanguage, _parlance_translation_v1_DetectedLanguage__Output>
        ForgetSegmentsRequest: MessageTypeDefinition<_parlance_translation_v1_ForgetSegmentsRequest, _parlance_translation_v1_ForgetSegmentsRequest__Output>
        ForgetSegmentsResponse: MessageTypeDefinition<_parlance_translation_v1_ForgetSegmentsResponse, _parlance_translation_v1_ForgetSegmentsResponse__Output>
        Format: EnumTypeDefinition
        GlossaryTerm: MessageTypeDefinition<_parlance_translation_v1_GlossaryTerm, _parlance_translation_v1_GlossaryTerm__Output>
        IndexedTranslation: MessageTypeDefinition<_parlance_translation_v1_IndexedTranslation, _parlance_translation_v1_IndexedTranslation__Output>
        LanguagePair: MessageTypeDefinition<_parlance_translation_v1_LanguagePair, _parlance_translation_v1_LanguagePair__Output>
        ListModelsRequest: MessageTypeDefinition<_parlance_translation_v1_ListModelsRequest, _parlance_translation_v1_ListModelsRequest__Output>
        ListModelsResponse: MessageTypeDefinition<_parlance_translation_v1_ListModelsResponse, _parlance_translation_v1_ListModelsResponse__Output>
        MemoryAnswer: MessageTypeDefinition<_parlance_translation_v1_MemoryAnswer, _parlance_translation_v1_MemoryAnswer__Output>
        MemoryEntry: MessageTypeDefinition<_parlance_translation_v1_MemoryEntry, _parlance_translation_v1_MemoryEntry__Output>
        MemoryLookup: MessageTypeDefinition<_parlance_translation_v1_MemoryLookup, _parlance_translation_v1_MemoryLookup__Output>
        MemoryQuestion: MessageTypeDefinition<_parlance_translation_v1_MemoryQuestion, _parlance_translation_v1_MemoryQuestion__Output>
        Model: MessageTypeDefinition<_parlance_translation_v1_Model, _parlance_translation_v1_Model__Output>
        Priority: EnumTypeDefinition
        Tier: EnumTypeDefinition
        TranslateRequest: MessageTypeDefinition<_parlance_translation_v1_TranslateRequest, _parlance_translation_v1_TranslateRequest__Output>
        TranslateResponse: MessageTypeDefinition<_parlance_translation_v1_TranslateResponse, _parlance_translation_v1_TranslateResponse__Output>
        Translation: MessageTypeDefinition<_parlance_translation_v1_Translation, _parlance_translation_v1_Translation__Output>
        /**
         * Translates prose between the languages of a site; keeps everything that is not prose as it was.
         */
        TranslationService: SubtypeConstructor<typeof grpc.Client, _parlance_translation_v1_TranslationServiceClient> & { service: _parlance_translation_v1_TranslationServiceDefinition }
      }
    }
  }
}

