// Original file: proto/parlance/scraper/v1/scraper.proto

import type { Capability as _parlance_scraper_v1_Capability, Capability__Output as _parlance_scraper_v1_Capability__Output } from '../../../parlance/scraper/v1/Capability.ts';

export interface CapabilitiesResponse {
  'capabilities'?: (_parlance_scraper_v1_Capability)[];
  'running'?: (number);
  'limit'?: (number);
}

export interface CapabilitiesResponse__Output {
  'capabilities': (_parlance_scraper_v1_Capability__Output)[];
  'running': (number);
  'limit': (number);
}
