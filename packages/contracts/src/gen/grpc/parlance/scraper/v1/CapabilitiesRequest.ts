// Original file: proto/parlance/scraper/v1/scraper.proto


export interface CapabilitiesRequest {
}

export interface CapabilitiesRequest__Output {
}
