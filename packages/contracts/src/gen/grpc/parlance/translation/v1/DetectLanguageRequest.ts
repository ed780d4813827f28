// Original file: proto/parlance/translation/v1/translation.proto


export interface DetectLanguageRequest {
  'texts'?: (string)[];
  'priorLanguage'?: (string);
}

export interface DetectLanguageRequest__Output {
  'texts': (string)[];
  'priorLanguage': (string);
}
