// Original file: proto/parlance/scraper/v1/scraper.proto


export interface Capability {
  /**
   * screenshot, description, …
   */
  'name'?: (string);
  'available'?: (boolean);
  /**
   * version, or why not and what to do
   */
  'detail'?: (string);
}

export interface Capability__Output {
  /**
   * screenshot, description, …
   */
  'name': (string);
  'available': (boolean);
  /**
   * version, or why not and what to do
   */
  'detail': (string);
}
