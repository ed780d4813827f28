// Original file: proto/parlance/video/v1/video.proto


export interface ProbeWork {
}

export interface ProbeWork__Output {
}
