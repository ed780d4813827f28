// Original file: proto/parlance/scraper/v1/scraper.proto


/**
 * What the page's subject costs at least.
 */
export interface Price {
  /**
   * in whole units of the currency
   */
  'amount'?: (number | string);
  /**
   * ISO 4217; "" = unknown
   */
  'currency'?: (string);
  /**
   * month, year, week, once; "" = unknown
   */
  'period'?: (string);
}

/**
 * What the page's subject costs at least.
 */
export interface Price__Output {
  /**
   * in whole units of the currency
   */
  'amount': (number);
  /**
   * ISO 4217; "" = unknown
   */
  'currency': (string);
  /**
   * month, year, week, once; "" = unknown
   */
  'period': (string);
}
