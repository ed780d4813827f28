// Original file: proto/parlance/scraper/v1/scraper.proto


export interface Question {
  'question'?: (string);
  'answer'?: (string);
}

export interface Question__Output {
  'question': (string);
  'answer': (string);
}
