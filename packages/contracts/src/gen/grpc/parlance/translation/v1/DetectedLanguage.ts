// Original file: proto/parlance/translation/v1/translation.proto


export interface DetectedLanguage {
  'language'?: (string);
  /**
   * 0 to 1
   */
  'confidence'?: (number | string);
}

export interface DetectedLanguage__Output {
  'language': (string);
  /**
   * 0 to 1
   */
  'confidence': (number);
}
