// Original file: proto/parlance/video/v1/video.proto


export interface PreviewWork {
}

export interface PreviewWork__Output {
}
