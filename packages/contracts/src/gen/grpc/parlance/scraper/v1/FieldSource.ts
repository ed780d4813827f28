// Original file: proto/parlance/scraper/v1/scraper.proto


/**
 * Where a field comes from, for the editor.
 */
export interface FieldSource {
  /**
   * title, siteName, description, author, language, published
   */
  'field'?: (string);
  /**
   * everything in the page that says so, best first: "og:title, h1"
   */
  'source'?: (string);
  /**
   * 0 to 1
   */
  'confidence'?: (number | string);
}

/**
 * Where a field comes from, for the editor.
 */
export interface FieldSource__Output {
  /**
   * title, siteName, description, author, language, published
   */
  'field': (string);
  /**
   * everything in the page that says so, best first: "og:title, h1"
   */
  'source': (string);
  /**
   * 0 to 1
   */
  'confidence': (number);
}
