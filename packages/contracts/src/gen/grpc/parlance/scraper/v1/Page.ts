// Original file: proto/parlance/scraper/v1/scraper.proto

import type { FieldSource as _parlance_scraper_v1_FieldSource, FieldSource__Output as _parlance_scraper_v1_FieldSource__Output } from '../../../parlance/scraper/v1/FieldSource.ts';
import type { Price as _parlance_scraper_v1_Price, Price__Output as _parlance_scraper_v1_Price__Output } from '../../../parlance/scraper/v1/Price.ts';
import type { Question as _parlance_scraper_v1_Question, Question__Output as _parlance_scraper_v1_Question__Output } from '../../../parlance/scraper/v1/Question.ts';

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
  /**
   * absent where the page names none
   */
  'price'?: (_parlance_scraper_v1_Price | null);
  'questions'?: (_parlance_scraper_v1_Question)[];
  /**
   * the product's pages elsewhere: social networks, source code, app stores
   */
  'profiles'?: (string)[];
  /**
   * what the page files itself under; types of its structured data as "type:Product"
   */
  'keywords'?: (string)[];
  /**
   * sentences of the page chosen over its whole text; "" = too few to choose from
   */
  'summary'?: (string);
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
  /**
   * absent where the page names none
   */
  'price': (_parlance_scraper_v1_Price__Output | null);
  'questions': (_parlance_scraper_v1_Question__Output)[];
  /**
   * the product's pages elsewhere: social networks, source code, app stores
   */
  'profiles': (string)[];
  /**
   * what the page files itself under; types of its structured data as "type:Product"
   */
  'keywords': (string)[];
  /**
   * sentences of the page chosen over its whole text; "" = too few to choose from
   */
  'summary': (string);
}
