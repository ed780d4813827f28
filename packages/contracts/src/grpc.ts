import { type GrpcObject, loadPackageDefinition } from '@grpc/grpc-js'
import { fromJSON, type PackageDefinition } from '@grpc/proto-loader'
import { descriptors } from './gen/descriptors.ts'
import type { ProtoGrpcType as ScraperProto } from './gen/grpc/scraper.ts'
import type { ProtoGrpcType as TranslationProto } from './gen/grpc/translation.ts'
import type { ProtoGrpcType as VideoProto } from './gen/grpc/video.ts'

/** Every message and service of proto/; the options are those the generated types were made with. */
export const packageDefinition: PackageDefinition = fromJSON(
  structuredClone(descriptors) as object as never,
  {
    longs: Number,
    enums: String,
    defaults: true,
    oneofs: true,
  },
)

const loaded = loadPackageDefinition(packageDefinition) as GrpcObject as unknown as TranslationProto &
  ScraperProto &
  VideoProto

/** Client constructor and service definition of parlance.translation.v1.TranslationService. */
export const TranslationService = (loaded as unknown as TranslationProto).parlance.translation.v1
  .TranslationService
/** Client constructor and service definition of parlance.scraper.v1.ScraperService. */
export const ScraperService = (loaded as unknown as ScraperProto).parlance.scraper.v1.ScraperService
/** Client constructor and service definition of parlance.video.v1.VideoService. */
export const VideoService = (loaded as unknown as VideoProto).parlance.video.v1.VideoService
