// Original file: proto/parlance/translation/v1/translation.proto


export interface GlossaryTerm {
  /**
   * as written in the source
   */
  'term'?: (string);
  /**
   * "" = never translate, keep the term
   */
  'translation'?: (string);
  /**
   * the target language it holds for, "" = all
   */
  'language'?: (string);
  'caseSensitive'?: (boolean);
}

export interface GlossaryTerm__Output {
  /**
   * as written in the source
   */
  'term': (string);
  /**
   * "" = never translate, keep the term
   */
  'translation': (string);
  /**
   * the target language it holds for, "" = all
   */
  'language': (string);
  'caseSensitive': (boolean);
}
