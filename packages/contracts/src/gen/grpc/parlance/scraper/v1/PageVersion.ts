// Original file: proto/parlance/scraper/v1/scraper.proto


/**
 * By what a server knows which version of a page somebody has. It holds for that address alone.
 */
export interface PageVersion {
  /**
   * as it was requested, after redirects
   */
  'url'?: (string);
  /**
   * "" = the server named none
   */
  'etag'?: (string);
  /**
   * HTTP date; "" = none
   */
  'lastModified'?: (string);
}

/**
 * By what a server knows which version of a page somebody has. It holds for that address alone.
 */
export interface PageVersion__Output {
  /**
   * as it was requested, after redirects
   */
  'url': (string);
  /**
   * "" = the server named none
   */
  'etag': (string);
  /**
   * HTTP date; "" = none
   */
  'lastModified': (string);
}
