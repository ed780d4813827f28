// Original file: proto/parlance/translation/v1/translation.proto


export interface LanguagePair {
  'source'?: (string);
  'target'?: (string);
  /**
   * pivots, in order
   */
  'via'?: (string)[];
}

export interface LanguagePair__Output {
  'source': (string);
  'target': (string);
  /**
   * pivots, in order
   */
  'via': (string)[];
}
