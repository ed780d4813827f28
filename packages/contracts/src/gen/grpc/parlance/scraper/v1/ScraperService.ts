// Original file: proto/parlance/scraper/v1/scraper.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CapabilitiesRequest as _parlance_scraper_v1_CapabilitiesRequest, CapabilitiesRequest__Output as _parlance_scraper_v1_CapabilitiesRequest__Output } from '../../../parlance/scraper/v1/CapabilitiesRequest.ts';
import type { CapabilitiesResponse as _parlance_scraper_v1_CapabilitiesResponse, CapabilitiesResponse__Output as _parlance_scraper_v1_CapabilitiesResponse__Output } from '../../../parlance/scraper/v1/CapabilitiesResponse.ts';
import type { DownloadEvent as _parlance_scraper_v1_DownloadEvent, DownloadEvent__Output as _parlance_scraper_v1_DownloadEvent__Output } from '../../../parlance/scraper/v1/DownloadEvent.ts';
import type { DownloadRequest as _parlance_scraper_v1_DownloadRequest, DownloadRequest__Output as _parlance_scraper_v1_DownloadRequest__Output } from '../../../parlance/scraper/v1/DownloadRequest.ts';
import type { ListAddressesRequest as _parlance_scraper_v1_ListAddressesRequest, ListAddressesRequest__Output as _parlance_scraper_v1_ListAddressesRequest__Output } from '../../../parlance/scraper/v1/ListAddressesRequest.ts';
import type { ListAddressesResponse as _parlance_scraper_v1_ListAddressesResponse, ListAddressesResponse__Output as _parlance_scraper_v1_ListAddressesResponse__Output } from '../../../parlance/scraper/v1/ListAddressesResponse.ts';
import type { ScrapeEvent as _parlance_scraper_v1_ScrapeEvent, ScrapeEvent__Output as _parlance_scraper_v1_ScrapeEvent__Output } from '../../../parlance/scraper/v1/ScrapeEvent.ts';
import type { ScrapeRequest as _parlance_scraper_v1_ScrapeRequest, ScrapeRequest__Output as _parlance_scraper_v1_ScrapeRequest__Output } from '../../../parlance/scraper/v1/ScrapeRequest.ts';

/**
 * Reads a web page on behalf of the directory: what it is called, what it says of itself, what it looks like.
 */
export interface ScraperServiceClient extends grpc.Client {
  /**
   * What this instance can do: screenshots need a browser, descriptions a Gemini key.
   */
  Capabilities(argument: _parlance_scraper_v1_CapabilitiesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_scraper_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  Capabilities(argument: _parlance_scraper_v1_CapabilitiesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_scraper_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  Capabilities(argument: _parlance_scraper_v1_CapabilitiesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_scraper_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  Capabilities(argument: _parlance_scraper_v1_CapabilitiesRequest, callback: grpc.requestCallback<_parlance_scraper_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * What this instance can do: screenshots need a browser, descriptions a Gemini key.
   */
  capabilities(argument: _parlance_scraper_v1_CapabilitiesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_scraper_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  capabilities(argument: _parlance_scraper_v1_CapabilitiesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_scraper_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  capabilities(argument: _parlance_scraper_v1_CapabilitiesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_scraper_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  capabilities(argument: _parlance_scraper_v1_CapabilitiesRequest, callback: grpc.requestCallback<_parlance_scraper_v1_CapabilitiesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * A file of any size, as it comes: the head first, then its bytes. Through the same guard as pages, at every redirect.
   * Ends with a status as Scrape does; who takes no more cancels.
   */
  Download(argument: _parlance_scraper_v1_DownloadRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parlance_scraper_v1_DownloadEvent__Output>;
  Download(argument: _parlance_scraper_v1_DownloadRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parlance_scraper_v1_DownloadEvent__Output>;
  /**
   * A file of any size, as it comes: the head first, then its bytes. Through the same guard as pages, at every redirect.
   * Ends with a status as Scrape does; who takes no more cancels.
   */
  download(argument: _parlance_scraper_v1_DownloadRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parlance_scraper_v1_DownloadEvent__Output>;
  download(argument: _parlance_scraper_v1_DownloadRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parlance_scraper_v1_DownloadEvent__Output>;
  
  /**
   * The pages that a sitemap names (sitemaps.org), those of an index of sitemaps as well. Fails as Scrape does.
   */
  ListAddresses(argument: _parlance_scraper_v1_ListAddressesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_scraper_v1_ListAddressesResponse__Output>): grpc.ClientUnaryCall;
  ListAddresses(argument: _parlance_scraper_v1_ListAddressesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_scraper_v1_ListAddressesResponse__Output>): grpc.ClientUnaryCall;
  ListAddresses(argument: _parlance_scraper_v1_ListAddressesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_scraper_v1_ListAddressesResponse__Output>): grpc.ClientUnaryCall;
  ListAddresses(argument: _parlance_scraper_v1_ListAddressesRequest, callback: grpc.requestCallback<_parlance_scraper_v1_ListAddressesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * The pages that a sitemap names (sitemaps.org), those of an index of sitemaps as well. Fails as Scrape does.
   */
  listAddresses(argument: _parlance_scraper_v1_ListAddressesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_scraper_v1_ListAddressesResponse__Output>): grpc.ClientUnaryCall;
  listAddresses(argument: _parlance_scraper_v1_ListAddressesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parlance_scraper_v1_ListAddressesResponse__Output>): grpc.ClientUnaryCall;
  listAddresses(argument: _parlance_scraper_v1_ListAddressesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parlance_scraper_v1_ListAddressesResponse__Output>): grpc.ClientUnaryCall;
  listAddresses(argument: _parlance_scraper_v1_ListAddressesRequest, callback: grpc.requestCallback<_parlance_scraper_v1_ListAddressesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Streams progress, then images, then the result, which is last. A scrape that fails ends the stream with a status
   * whose metadata `parlance-problem` holds the machine-readable code of packages/contracts (scrape problems).
   */
  Scrape(argument: _parlance_scraper_v1_ScrapeRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parlance_scraper_v1_ScrapeEvent__Output>;
  Scrape(argument: _parlance_scraper_v1_ScrapeRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parlance_scraper_v1_ScrapeEvent__Output>;
  /**
   * Streams progress, then images, then the result, which is last. A scrape that fails ends the stream with a status
   * whose metadata `parlance-problem` holds the machine-readable code of packages/contracts (scrape problems).
   */
  scrape(argument: _parlance_scraper_v1_ScrapeRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parlance_scraper_v1_ScrapeEvent__Output>;
  scrape(argument: _parlance_scraper_v1_ScrapeRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parlance_scraper_v1_ScrapeEvent__Output>;
  
}

/**
 * Reads a web page on behalf of the directory: what it is called, what it says of itself, what it looks like.
 */
export interface ScraperServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * What this instance can do: screenshots need a browser, descriptions a Gemini key.
   */
  Capabilities: grpc.handleUnaryCall<_parlance_scraper_v1_CapabilitiesRequest__Output, _parlance_scraper_v1_CapabilitiesResponse>;
  
  /**
   * A file of any size, as it comes: the head first, then its bytes. Through the same guard as pages, at every redirect.
   * Ends with a status as Scrape does; who takes no more cancels.
   */
  Download: grpc.handleServerStreamingCall<_parlance_scraper_v1_DownloadRequest__Output, _parlance_scraper_v1_DownloadEvent>;
  
  /**
   * The pages that a sitemap names (sitemaps.org), those of an index of sitemaps as well. Fails as Scrape does.
   */
  ListAddresses: grpc.handleUnaryCall<_parlance_scraper_v1_ListAddressesRequest__Output, _parlance_scraper_v1_ListAddressesResponse>;
  
  /**
   * Streams progress, then images, then the result, which is last. A scrape that fails ends the stream with a status
   * whose metadata `parlance-problem` holds the machine-readable code of packages/contracts (scrape problems).
   */
  Scrape: grpc.handleServerStreamingCall<_parlance_scraper_v1_ScrapeRequest__Output, _parlance_scraper_v1_ScrapeEvent>;
  
}

export interface ScraperServiceDefinition extends grpc.ServiceDefinition {
  Capabilities: MethodDefinition<_parlance_scraper_v1_CapabilitiesRequest, _parlance_scraper_v1_CapabilitiesResponse, _parlance_scraper_v1_CapabilitiesRequest__Output, _parlance_scraper_v1_CapabilitiesResponse__Output>
  Download: MethodDefinition<_parlance_scraper_v1_DownloadRequest, _parlance_scraper_v1_DownloadEvent, _parlance_scraper_v1_DownloadRequest__Output, _parlance_scraper_v1_DownloadEvent__Output>
  ListAddresses: MethodDefinition<_parlance_scraper_v1_ListAddressesRequest, _parlance_scraper_v1_ListAddressesResponse, _parlance_scraper_v1_ListAddressesRequest__Output, _parlance_scraper_v1_ListAddressesResponse__Output>
  Scrape: MethodDefinition<_parlance_scraper_v1_ScrapeRequest, _parlance_scraper_v1_ScrapeEvent, _parlance_scraper_v1_ScrapeRequest__Output, _parlance_scraper_v1_ScrapeEvent__Output>
}
