/** What the services say to each other. Browsers take ./rest, ./chat and ./languages instead, which need no gRPC. */
export type { CapabilitiesResponse__Output as Capabilities } from './gen/grpc/parlance/scraper/v1/CapabilitiesResponse.ts'
export type { DownloadEvent, DownloadEvent__Output } from './gen/grpc/parlance/scraper/v1/DownloadEvent.ts'
export type { Image__Output as ScrapedImage } from './gen/grpc/parlance/scraper/v1/Image.ts'
export type { Page__Output as ScrapedPage } from './gen/grpc/parlance/scraper/v1/Page.ts'
export type { PageVersion } from './gen/grpc/parlance/scraper/v1/PageVersion.ts'
export type { Progress__Output as ScrapeProgress } from './gen/grpc/parlance/scraper/v1/Progress.ts'
export type { Result__Output as ScrapeResult } from './gen/grpc/parlance/scraper/v1/Result.ts'
export type { ScrapeEvent, ScrapeEvent__Output } from './gen/grpc/parlance/scraper/v1/ScrapeEvent.ts'
export type { ScrapeRequest, ScrapeRequest__Output } from './gen/grpc/parlance/scraper/v1/ScrapeRequest.ts'
export type {
  ScraperServiceClient,
  ScraperServiceDefinition,
  ScraperServiceHandlers,
} from './gen/grpc/parlance/scraper/v1/ScraperService.ts'
export type { ListModelsResponse__Output as ModelList } from './gen/grpc/parlance/translation/v1/ListModelsResponse.ts'
export type { MemoryAnswer, MemoryAnswer__Output } from './gen/grpc/parlance/translation/v1/MemoryAnswer.ts'
export type { MemoryEntry, MemoryEntry__Output } from './gen/grpc/parlance/translation/v1/MemoryEntry.ts'
export type {
  MemoryQuestion,
  MemoryQuestion__Output,
} from './gen/grpc/parlance/translation/v1/MemoryQuestion.ts'
export type { Model, Model__Output } from './gen/grpc/parlance/translation/v1/Model.ts'
export type {
  TranslateRequest,
  TranslateRequest__Output,
} from './gen/grpc/parlance/translation/v1/TranslateRequest.ts'
export type { Translation, Translation__Output } from './gen/grpc/parlance/translation/v1/Translation.ts'
export type {
  TranslationServiceClient,
  TranslationServiceDefinition,
  TranslationServiceHandlers,
} from './gen/grpc/parlance/translation/v1/TranslationService.ts'
export type { CapabilitiesResponse__Output as VideoCapabilities } from './gen/grpc/parlance/video/v1/CapabilitiesResponse.ts'
export type { Facts__Output as VideoFacts } from './gen/grpc/parlance/video/v1/Facts.ts'
export type { Job__Output as VideoJob } from './gen/grpc/parlance/video/v1/Job.ts'
export type { Preview__Output as VideoPreview } from './gen/grpc/parlance/video/v1/Preview.ts'
export type { Rendition__Output as VideoRendition } from './gen/grpc/parlance/video/v1/Rendition.ts'
export type {
  RunEvent as VideoEvent,
  RunEvent__Output as VideoEvent__Output,
} from './gen/grpc/parlance/video/v1/RunEvent.ts'
export type {
  RunRequest as VideoRequest,
  RunRequest__Output as VideoRequest__Output,
} from './gen/grpc/parlance/video/v1/RunRequest.ts'
export type {
  VideoServiceClient,
  VideoServiceDefinition,
  VideoServiceHandlers,
} from './gen/grpc/parlance/video/v1/VideoService.ts'
export { packageDefinition, ScraperService, TranslationService, VideoService } from './grpc.ts'
export * from './languages.ts'
export * from './problems.ts'
