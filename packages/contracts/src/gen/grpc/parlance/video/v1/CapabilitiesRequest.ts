// Original file: proto/parlance/video/v1/video.proto


export interface CapabilitiesRequest {
}

export interface CapabilitiesRequest__Output {
}
