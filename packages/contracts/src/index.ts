/** What the services say to each other. Browsers take ./rest, ./chat and ./languages instead, which need no gRPC. */
export type { CapabilitiesResponse__Output as Capabilities } from './gen/grpc/parlance/scraper/v1/CapabilitiesResponse.ts'
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
export { packageDefinition, ScraperService, TranslationService } from './grpc.ts'
export * from './languages.ts'
export * from './problems.ts'
