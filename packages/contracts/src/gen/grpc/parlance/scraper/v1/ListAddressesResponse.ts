// Original file: proto/parlance/scraper/v1/scraper.proto


export interface ListAddressesResponse {
  /**
   * http and https, each once, in the order of the sitemap
   */
  'urls'?: (string)[];
  /**
   * how many more it names, as far as it was read
   */
  'left'?: (number);
}

export interface ListAddressesResponse__Output {
  /**
   * http and https, each once, in the order of the sitemap
   */
  'urls': (string)[];
  /**
   * how many more it names, as far as it was read
   */
  'left': (number);
}
