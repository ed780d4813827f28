// Original file: proto/parlance/scraper/v1/scraper.proto

import type { FieldSource as _parlance_scraper_v1_FieldSource, FieldSource__Output as _parlance_scraper_v1_FieldSource__Output } from '../../../parlance/scraper/v1/FieldSource.ts';

export interface Page {
  /**
   * canonical, after redirects
   */
  'url'?: (string);
  'finalUrl'?: (string);
  'title'?: (string);
  'siteName'?: (string);
  'description'?: (string);
  'author'?: (string);
  /**
   * BCP 47; "" = unknown
   */
  'language'?: (string);
  /**
   * ltr, rtl, ""
   */
  'dir'?: (string);
  /**
   * ISO 8601; "" = none
   */
  'publishedTime'?: (string);
  /**
   * first prose of the page, plain text
   */
  'excerpt'?: (string);
  /**
   * readable text, plain, capped
   */
  'text'?: (string);
  /**
   * hints, as the page words them
   */
  'features'?: (string)[];
  /**
   * free, freemium, paid, contact; "" = no hint
   */
  'pricing'?: (string);
  /**
   * Gemini's, where configured
   */
  'generatedDescription'?: (string);
  /**
   * what a listing of the page is called; title without the name of its site
   */
  'name'?: (string);
  /**
   * what the title says beside the name; "" = nothing
   */
  'tagline'?: (string);
  'sources'?: (_parlance_scraper_v1_FieldSource)[];
}

export interface Page__Output {
  /**
   * canonical, after redirects
   */
  'url': (string);
  'finalUrl': (string);
  'title': (string);
  'siteName': (string);
  'description': (string);
  'author': (string);
  /**
   * BCP 47; "" = unknown
   */
  'language': (string);
  /**
   * ltr, rtl, ""
   */
  'dir': (string);
  /**
   * ISO 8601; "" = none
   */
  'publishedTime': (string);
  /**
   * first prose of the page, plain text
   */
  'excerpt': (string);
  /**
   * readable text, plain, capped
   */
  'text': (string);
  /**
   * hints, as the page words them
   */
  'features': (string)[];
  /**
   * free, freemium, paid, contact; "" = no hint
   */
  'pricing': (string);
  /**
   * Gemini's, where configured
   */
  'generatedDescription': (string);
  /**
   * what a listing of the page is called; title without the name of its site
   */
  'name': (string);
  /**
   * what the title says beside the name; "" = nothing
   */
  'tagline': (string);
  'sources': (_parlance_scraper_v1_FieldSource__Output)[];
}
