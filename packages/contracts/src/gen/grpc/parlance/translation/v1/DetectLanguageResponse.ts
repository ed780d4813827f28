// Original file: proto/parlance/translation/v1/translation.proto

import type { DetectedLanguage as _parlance_translation_v1_DetectedLanguage, DetectedLanguage__Output as _parlance_translation_v1_DetectedLanguage__Output } from '../../../parlance/translation/v1/DetectedLanguage.ts';

export interface DetectLanguageResponse {
  'detections'?: (_parlance_translation_v1_DetectedLanguage)[];
}

export interface DetectLanguageResponse__Output {
  'detections': (_parlance_translation_v1_DetectedLanguage__Output)[];
}
