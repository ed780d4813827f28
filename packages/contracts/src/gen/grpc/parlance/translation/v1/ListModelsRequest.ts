// Original file: proto/parlance/translation/v1/translation.proto


export interface ListModelsRequest {
}

export interface ListModelsRequest__Output {
}
