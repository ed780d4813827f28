// Original file: proto/parlance/scraper/v1/scraper.proto


export interface ListAddressesRequest {
  /**
   * of the sitemap
   */
  'url'?: (string);
  /**
   * addresses at most; 0 = 1,000, which is the most
   */
  'most'?: (number);
}

export interface ListAddressesRequest__Output {
  /**
   * of the sitemap
   */
  'url': (string);
  /**
   * addresses at most; 0 = 1,000, which is the most
   */
  'most': (number);
}
