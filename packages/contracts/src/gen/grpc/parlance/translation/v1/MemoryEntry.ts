// Original file: proto/parlance/translation/v1/translation.proto


/**
 * A segment's identity: pipeline version, model and revision, languages, glossary version, SHA-256 of its NFC text.
 */
export interface MemoryEntry {
  'key'?: (string);
  'sourceLanguage'?: (string);
  'targetLanguage'?: (string);
  'sourceText'?: (string);
  'translated'?: (string);
  'engine'?: (string);
  'model'?: (string);
  'confidence'?: (number | string);
  /**
   * a correction: it wins over every engine and tier
   */
  'human'?: (boolean);
  /**
   * hex SHA-256 of the NFC segment: what a human correction is found by
   */
  'segmentHash'?: (string);
}

/**
 * A segment's identity: pipeline version, model and revision, languages, glossary version, SHA-256 of its NFC text.
 */
export interface MemoryEntry__Output {
  'key': (string);
  'sourceLanguage': (string);
  'targetLanguage': (string);
  'sourceText': (string);
  'translated': (string);
  'engine': (string);
  'model': (string);
  'confidence': (number);
  /**
   * a correction: it wins over every engine and tier
   */
  'human': (boolean);
  /**
   * hex SHA-256 of the NFC segment: what a human correction is found by
   */
  'segmentHash': (string);
}
