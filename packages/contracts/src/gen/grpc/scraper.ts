import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { CapabilitiesRequest as _parlance_scraper_v1_CapabilitiesRequest, CapabilitiesRequest__Output as _parlance_scraper_v1_CapabilitiesRequest__Output } from './parlance/scraper/v1/CapabilitiesRequest.ts';
import type { CapabilitiesResponse as _parlance_scraper_v1_CapabilitiesResponse, CapabilitiesResponse__Output as _parlance_scraper_v1_CapabilitiesResponse__Output } from './parlance/scraper/v1/CapabilitiesResponse.ts';
import type { Capability as _parlance_scraper_v1_Capability, Capability__Output as _parlance_scraper_v1_Capability__Output } from './parlance/scraper/v1/Capability.ts';
import type { DownloadEvent as _parlance_scraper_v1_DownloadEvent, DownloadEvent__Output as _parlance_scraper_v1_DownloadEvent__Output } from './parlance/scraper/v1/DownloadEvent.ts';
import type { DownloadHead as _parlance_scraper_v1_DownloadHead, DownloadHead__Output as _parlance_scraper_v1_DownloadHead__Output } from './parlance/scraper/v1/DownloadHead.ts';
import type { DownloadRequest as _parlance_scraper_v1_DownloadRequest, DownloadRequest__Output as _parlance_scraper_v1_DownloadRequest__Output } from './parlance/scraper/v1/DownloadRequest.ts';
import type { FieldSource as _parlance_scraper_v1_FieldSource, FieldSource__Output as _parlance_scraper_v1_FieldSource__Output } from './parlance/scraper/v1/FieldSource.ts';
import type { Image as _parlance_scraper_v1_Image, Image__Output as _parlance_scraper_v1_Image__Output } from './parlance/scraper/v1/Image.ts';
import type { ListAddressesRequest as _parlance_scraper_v1_ListAddressesRequest, ListAddressesRequest__Output as _parlance_scraper_v1_ListAddressesRequest__Output } from './parlance/scraper/v1/ListAddressesRequest.ts';
import type { ListAddressesResponse as _parlance_scraper_v1_ListAddressesResponse, ListAddressesResponse__Output as _parlance_scraper_v1_ListAddressesResponse__Output } from './parlance/scraper/v1/ListAddressesResponse.ts';
import type { Page as _parlance_scraper_v1_Page, Page__Output as _parlance_scraper_v1_Page__Output } from './parlance/scraper/v1/Page.ts';
import type { PageVersion as _parlance_scraper_v1_PageVersion, PageVersion__Output as _parlance_scraper_v1_PageVersion__Output } from './parlance/scraper/v1/PageVersion.ts';
import type { Price as _parlance_scraper_v1_Price, Price__Output as _parlance_scraper_v1_Price__Output } from './parlance/scraper/v1/Price.ts';
import type { Progress as _parlance_scraper_v1_Progress, Progress__Output as _parlance_scraper_v1_Progress__Output } from './parlance/scraper/v1/Progress.ts';
import type { Question as _parlance_scraper_v1_Question, Question__Output as _parlance_scraper_v1_Question__Output } from './parlance/scraper/v1/Question.ts';
import type { Result as _parlance_scraper_v1_Result, Result__Output as _parlance_scraper_v1_Result__Output } from './parlance/scraper/v1/Result.ts';
import type { ScrapeEvent as _parlance_scraper_v1_ScrapeEvent, ScrapeEvent__Output as _parlance_scraper_v1_ScrapeEvent__Output } from './parlance/scraper/v1/ScrapeEvent.ts';
import type { ScrapeRequest as _parlance_scraper_v1_ScrapeRequest, ScrapeRequest__Output as _parlance_scraper_v1_ScrapeRequest__Output } from './parlance/scraper/v1/ScrapeRequest.ts';
import type { ScraperServiceClient as _parlance_scraper_v1_ScraperServiceClient, ScraperServiceDefinition as _parlance_scraper_v1_ScraperServiceDefinition } from './parlance/scraper/v1/ScraperService.ts';
import type { Unavailable as _parlance_scraper_v1_Unavailable, Unavailable__Output as _parlance_scraper_v1_Unavailable__Output } from './parlance/scraper/v1/Unavailable.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  parlance: {
    scraper: {
      v1: {
        CapabilitiesRequest: MessageTypeDefinition<_parlance_scraper_v1_CapabilitiesRequest, _parlance_scraper_v1_CapabilitiesRequest__Output>
        CapabilitiesResponse: MessageTypeDefinition<_parlance_scraper_v1_CapabilitiesResponse, _parlance_scraper_v1_CapabilitiesResponse__Output>
        Capability: MessageTypeDefinition<_parlance_scraper_v1_Capability, _parlance_scraper_v1_Capability__Output>
        DownloadEvent: MessageTypeDefinition<_parlance_scraper_v1_DownloadEvent, _parlance_scraper_v1_DownloadEvent__Output>
        DownloadHead: MessageTypeDefinition<_parlance_scraper_v1_DownloadHead, _parlance_scraper_v1_DownloadHead__Output>
        DownloadRequest: MessageTypeDefinition<_parlance_scraper_v1_DownloadRequest, _parlance_scraper_v1_DownloadRequest__Output>
        FieldSource: MessageTypeDefinition<_parlance_scraper_v1_FieldSource, _parlance_scraper_v1_FieldSource__Output>
        Image: MessageTypeDefinition<_parlance_scraper_v1_Image, _parlance_scraper_v1_Image__Output>
        ImageKind: EnumTypeDefinition
        ListAddressesRequest: MessageTypeDefinition<_parlance_scraper_v1_ListAddressesRequest, _parlance_scraper_v1_ListAddressesRequest__Output>
        ListAddressesResponse: MessageTypeDefinition<_parlance_scraper_v1_ListAddressesResponse, _parlance_scraper_v1_ListAddressesResponse__Output>
        Page: MessageTypeDefinition<_parlance_scraper_v1_Page, _parlance_scraper_v1_Page__Output>
        PageVersion: MessageTypeDefinition<_parlance_scraper_v1_PageVersion, _parlance_scraper_v1_PageVersion__Output>
        Price: MessageTypeDefinition<_parlance_scraper_v1_Price, _parlance_scraper_v1_Price__Output>
        Progress: MessageTypeDefinition<_parlance_scraper_v1_Progress, _parlance_scraper_v1_Progress__Output>
        Question: MessageTypeDefinition<_parlance_scraper_v1_Question, _parlance_scraper_v1_Question__Output>
        Result: MessageTypeDefinition<_parlance_scraper_v1_Result, _parlance_scraper_v1_Result__Output>
        ScrapeEvent: MessageTypeDefinition<_parlance_scraper_v1_ScrapeEvent, _parlance_scraper_v1_ScrapeEvent__Output>
        ScrapeRequest: MessageTypeDefinition<_parlance_scraper_v1_ScrapeRequest, _parlance_scraper_v1_ScrapeRequest__Output>
        /**
         * Reads a web page on behalf of the directory: what it is called, what it says of itself, what it looks like.
         */
        ScraperService: SubtypeConstructor<typeof grpc.Client, _parlance_scraper_v1_ScraperServiceClient> & { service: _parlance_scraper_v1_ScraperServiceDefinition }
        Step: EnumTypeDefinition
        Unavailable: MessageTypeDefinition<_parlance_scraper_v1_Unavailable, _parlance_scraper_v1_Unavailable__Output>
      }
    }
  }
}

