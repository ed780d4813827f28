// Generated from proto/ by `pnpm generate`.
export const descriptors = {
 "nested": {
  "parlance": {
   "nested": {
    "translation": {
     "nested": {
      "v1": {
       "nested": {
        "TranslationService": {
         "methods": {
          "Translate": {
           "requestType": "TranslateRequest",
           "responseType": "TranslateResponse"
          },
          "TranslateStream": {
           "requestType": "TranslateRequest",
           "responseType": "IndexedTranslation",
           "responseStream": true
          },
          "DetectLanguage": {
           "requestType": "DetectLanguageRequest",
           "responseType": "DetectLanguageResponse"
          },
          "ListModels": {
           "requestType": "ListModelsRequest",
           "responseType": "ListModelsResponse"
          },
          "AttachMemory": {
           "requestType": "MemoryAnswer",
           "requestStream": true,
           "responseType": "MemoryQuestion",
           "responseStream": true
          },
          "ForgetSegments": {
           "requestType": "ForgetSegmentsRequest",
           "responseType": "ForgetSegmentsResponse"
          }
         }
        },
        "Tier": {
         "values": {
          "TIER_UNSPECIFIED": 0,
          "TIER_BASIC": 1,
          "TIER_MEDIUM": 2,
          "TIER_PREMIUM": 3
         }
        },
        "Format": {
         "values": {
          "FORMAT_UNSPECIFIED": 0,
          "FORMAT_PLAIN": 1,
          "FORMAT_MARKDOWN": 2,
          "FORMAT_HTML": 3,
          "FORMAT_MESSAGE": 4
         }
        },
        "Priority": {
         "values": {
          "PRIORITY_UNSPECIFIED": 0,
          "PRIORITY_CATALOGUE": 1,
          "PRIORITY_CHAT": 2
         }
        },
        "GlossaryTerm": {
         "fields": {
          "term": {
           "type": "string",
           "id": 1
          },
          "translation": {
           "type": "string",
           "id": 2
          },
          "language": {
           "type": "string",
           "id": 3
          },
          "caseSensitive": {
           "type": "bool",
           "id": 4
          }
         }
        },
        "TranslateRequest": {
         "fields": {
          "texts": {
           "rule": "repeated",
           "type": "string",
           "id": 1
          },
          "sourceLanguage": {
           "type": "string",
           "id": 2
          },
          "targetLanguage": {
           "type": "string",
           "id": 3
          },
          "tier": {
           "type": "Tier",
           "id": 4
          },
          "format": {
           "type": "Format",
           "id": 5
          },
          "priority": {
           "type": "Priority",
           "id": 6
          },
          "sourceLanguages": {
           "rule": "repeated",
           "type": "string",
           "id": 7
          },
          "priorLanguage": {
           "type": "string",
           "id": 8
          },
          "glossary": {
           "rule": "repeated",
           "type": "GlossaryTerm",
           "id": 9
          },
          "glossaryVersion": {
           "type": "string",
           "id": 10
          },
          "caller": {
           "type": "string",
           "id": 11
          },
          "bypassMemory": {
           "type": "bool",
           "id": 12
          }
         }
        },
        "Translation": {
         "fields": {
          "text": {
           "type": "string",
           "id": 1
          },
          "sourceLanguage": {
           "type": "string",
           "id": 2
          },
          "translated": {
           "type": "string",
           "id": 3
          },
          "engine": {
           "type": "string",
           "id": 4
          },
          "model": {
           "type": "string",
           "id": 5
          },
          "confidence": {
           "type": "double",
           "id": 6
          },
          "remembered": {
           "type": "bool",
           "id": 7
          },
          "untranslated": {
           "type": "bool",
           "id": 8
          },
          "note": {
           "type": "string",
           "id": 9
          },
          "tier": {
           "type": "Tier",
           "id": 10
          },
          "detectionConfidence": {
           "type": "double",
           "id": 11
          }
         }
        },
        "TranslateResponse": {
         "fields": {
          "translations": {
           "rule": "repeated",
           "type": "Translation",
           "id": 1
          }
         }
        },
        "IndexedTranslation": {
         "fields": {
          "index": {
           "type": "uint32",
           "id": 1
          },
          "translation": {
           "type": "Translation",
           "id": 2
          }
         }
        },
        "DetectLanguageRequest": {
         "fields": {
          "texts": {
           "rule": "repeated",
           "type": "string",
           "id": 1
          },
          "priorLanguage": {
           "type": "string",
           "id": 2
          }
         }
        },
        "DetectedLanguage": {
         "fields": {
          "language": {
           "type": "string",
           "id": 1
          },
          "confidence": {
           "type": "double",
           "id": 2
          }
         }
        },
        "DetectLanguageResponse": {
         "fields": {
          "detections": {
           "rule": "repeated",
           "type": "DetectedLanguage",
           "id": 1
          }
         }
        },
        "ListModelsRequest": {
         "fields": {}
        },
        "LanguagePair": {
         "fields": {
          "source": {
           "type": "string",
           "id": 1
          },
          "target": {
           "type": "string",
           "id": 2
          },
          "via": {
           "rule": "repeated",
           "type": "string",
           "id": 3
          }
         }
        },
        "Model": {
         "fields": {
          "tier": {
           "type": "Tier",
           "id": 1
          },
          "engine": {
           "type": "string",
           "id": 2
          },
          "model": {
           "type": "string",
           "id": 3
          },
          "revision": {
           "type": "string",
           "id": 4
          },
          "licence": {
           "type": "string",
           "id": 5
          },
          "commercialUse": {
           "type": "bool",
           "id": 6
          },
          "pairs": {
           "rule": "repeated",
           "type": "LanguagePair",
           "id": 7
          },
          "available": {
           "type": "bool",
           "id": 8
          },
          "problem": {
           "type": "string",
           "id": 9
          },
          "loaded": {
           "type": "bool",
           "id": 10
          },
          "memoryBytes": {
           "type": "uint64",
           "id": 11
          }
         }
        },
        "ListModelsResponse": {
         "fields": {
          "models": {
           "rule": "repeated",
           "type": "Model",
           "id": 1
          },
          "languages": {
           "rule": "repeated",
           "type": "string",
           "id": 2
          },
          "queueDepth": {
           "type": "uint32",
           "id": 3
          },
          "memoryAttached": {
           "type": "bool",
           "id": 4
          }
         }
        },
        "MemoryEntry": {
         "fields": {
          "key": {
           "type": "string",
           "id": 1
          },
          "sourceLanguage": {
           "type": "string",
           "id": 2
          },
          "targetLanguage": {
           "type": "string",
           "id": 3
          },
          "sourceText": {
           "type": "string",
           "id": 4
          },
          "translated": {
           "type": "string",
           "id": 5
          },
          "engine": {
           "type": "string",
           "id": 6
          },
          "model": {
           "type": "string",
           "id": 7
          },
          "confidence": {
           "type": "double",
           "id": 8
          },
          "human": {
           "type": "bool",
           "id": 9
          },
          "segmentHash": {
           "type": "string",
           "id": 10
          }
         }
        },
        "MemoryLookup": {
         "fields": {
          "key": {
           "type": "string",
           "id": 1
          },
          "segmentHash": {
           "type": "string",
           "id": 2
          },
          "sourceLanguage": {
           "type": "string",
           "id": 3
          },
          "targetLanguage": {
           "type": "string",
           "id": 4
          }
         }
        },
        "MemoryQuestion": {
         "fields": {
          "id": {
           "type": "uint64",
           "id": 1
          },
          "lookups": {
           "rule": "repeated",
           "type": "MemoryLookup",
           "id": 2
          },
          "entries": {
           "rule": "repeated",
           "type": "MemoryEntry",
           "id": 3
          }
         }
        },
        "MemoryAnswer": {
         "fields": {
          "id": {
           "type": "uint64",
           "id": 1
          },
          "found": {
           "rule": "repeated",
           "type": "MemoryEntry",
           "id": 2
          },
          "problem": {
           "type": "string",
           "id": 3
          }
         }
        },
        "ForgetSegmentsRequest": {
         "fields": {
          "segmentHashes": {
           "rule": "repeated",
           "type": "string",
           "id": 1
          },
          "all": {
           "type": "bool",
           "id": 2
          }
         }
        },
        "ForgetSegmentsResponse": {
         "fields": {
          "forgotten": {
           "type": "uint32",
           "id": 1
          }
         }
        }
       }
      }
     }
    },
    "scraper": {
     "nested": {
      "v1": {
       "nested": {
        "ScraperService": {
         "methods": {
          "Scrape": {
           "requestType": "ScrapeRequest",
           "responseType": "ScrapeEvent",
           "responseStream": true
          },
          "ListAddresses": {
           "requestType": "ListAddressesRequest",
           "responseType": "ListAddressesResponse"
          },
          "Download": {
           "requestType": "DownloadRequest",
           "responseType": "DownloadEvent",
           "responseStream": true
          },
          "Capabilities": {
           "requestType": "CapabilitiesRequest",
           "responseType": "CapabilitiesResponse"
          }
         }
        },
        "ScrapeRequest": {
         "fields": {
          "url": {
           "type": "string",
           "id": 1
          },
          "skipScreenshot": {
           "type": "bool",
           "id": 2
          },
          "skipRobots": {
           "type": "bool",
           "id": 3
          },
          "known": {
           "type": "PageVersion",
           "id": 4
          },
          "skipDescription": {
           "type": "bool",
           "id": 6
          },
          "onlyText": {
           "type": "bool",
           "id": 5
          }
         }
        },
        "PageVersion": {
         "fields": {
          "url": {
           "type": "string",
           "id": 1
          },
          "etag": {
           "type": "string",
           "id": 2
          },
          "lastModified": {
           "type": "string",
           "id": 3
          }
         }
        },
        "Step": {
         "values": {
          "STEP_UNSPECIFIED": 0,
          "STEP_CHECK": 1,
          "STEP_FETCH": 2,
          "STEP_READ": 3,
          "STEP_LOGO": 4,
          "STEP_SCREENSHOT": 5,
          "STEP_DESCRIBE": 6
         }
        },
        "Progress": {
         "fields": {
          "step": {
           "type": "Step",
           "id": 1
          },
          "fraction": {
           "type": "double",
           "id": 2
          },
          "detail": {
           "type": "string",
           "id": 3
          }
         }
        },
        "ImageKind": {
         "values": {
          "IMAGE_KIND_UNSPECIFIED": 0,
          "IMAGE_KIND_LOGO": 1,
          "IMAGE_KIND_SCREENSHOT": 2,
          "IMAGE_KIND_PREVIEW": 3
         }
        },
        "Image": {
         "fields": {
          "kind": {
           "type": "ImageKind",
           "id": 1
          },
          "mediaType": {
           "type": "string",
           "id": 2
          },
          "width": {
           "type": "uint32",
           "id": 3
          },
          "height": {
           "type": "uint32",
           "id": 4
          },
          "content": {
           "type": "bytes",
           "id": 5
          },
          "blurhash": {
           "type": "string",
           "id": 6
          },
          "palette": {
           "rule": "repeated",
           "type": "string",
           "id": 7
          }
         }
        },
        "Unavailable": {
         "fields": {
          "what": {
           "type": "string",
           "id": 1
          },
          "code": {
           "type": "string",
           "id": 2
          },
          "detail": {
           "type": "string",
           "id": 3
          }
         }
        },
        "Page": {
         "fields": {
          "url": {
           "type": "string",
           "id": 1
          },
          "finalUrl": {
           "type": "string",
           "id": 2
          },
          "title": {
           "type": "string",
           "id": 3
          },
          "siteName": {
           "type": "string",
           "id": 4
          },
          "description": {
           "type": "string",
           "id": 5
          },
          "author": {
           "type": "string",
           "id": 6
          },
          "language": {
           "type": "string",
           "id": 7
          },
          "dir": {
           "type": "string",
           "id": 8
          },
          "publishedTime": {
           "type": "string",
           "id": 9
          },
          "excerpt": {
           "type": "string",
           "id": 10
          },
          "text": {
           "type": "string",
           "id": 11
          },
          "features": {
           "rule": "repeated",
           "type": "string",
           "id": 12
          },
          "pricing": {
           "type": "string",
           "id": 13
          },
          "generatedDescription": {
           "type": "string",
           "id": 14
          },
          "name": {
           "type": "string",
           "id": 15
          },
          "tagline": {
           "type": "string",
           "id": 16
          },
          "sources": {
           "rule": "repeated",
           "type": "FieldSource",
           "id": 17
          },
          "price": {
           "type": "Price",
           "id": 18
          },
          "questions": {
           "rule": "repeated",
           "type": "Question",
           "id": 19
          },
          "profiles": {
           "rule": "repeated",
           "type": "string",
           "id": 20
          },
          "summary": {
           "type": "string",
           "id": 22
          },
          "keywords": {
           "rule": "repeated",
           "type": "string",
           "id": 21
          }
         }
        },
        "Price": {
         "fields": {
          "amount": {
           "type": "double",
           "id": 1
          },
          "currency": {
           "type": "string",
           "id": 2
          },
          "period": {
           "type": "string",
           "id": 3
          }
         }
        },
        "Question": {
         "fields": {
          "question": {
           "type": "string",
           "id": 1
          },
          "answer": {
           "type": "string",
           "id": 2
          }
         }
        },
        "FieldSource": {
         "fields": {
          "field": {
           "type": "string",
           "id": 1
          },
          "source": {
           "type": "string",
           "id": 2
          },
          "confidence": {
           "type": "double",
           "id": 3
          }
         }
        },
        "Result": {
         "fields": {
          "page": {
           "type": "Page",
           "id": 1
          },
          "unavailable": {
           "rule": "repeated",
           "type": "Unavailable",
           "id": 2
          },
          "durationMs": {
           "type": "uint32",
           "id": 3
          },
          "bytesFetched": {
           "type": "uint32",
           "id": 4
          },
          "redirects": {
           "type": "uint32",
           "id": 5
          },
          "version": {
           "type": "PageVersion",
           "id": 6
          },
          "notModified": {
           "type": "bool",
           "id": 7
          }
         }
        },
        "ScrapeEvent": {
         "oneofs": {
          "event": {
           "oneof": [
            "progress",
            "image",
            "result"
           ]
          }
         },
         "fields": {
          "progress": {
           "type": "Progress",
           "id": 1
          },
          "image": {
           "type": "Image",
           "id": 2
          },
          "result": {
           "type": "Result",
           "id": 3
          }
         }
        },
        "ListAddressesRequest": {
         "fields": {
          "url": {
           "type": "string",
           "id": 1
          },
          "most": {
           "type": "uint32",
           "id": 2
          }
         }
        },
        "ListAddressesResponse": {
         "fields": {
          "urls": {
           "rule": "repeated",
           "type": "string",
           "id": 1
          },
          "left": {
           "type": "uint32",
           "id": 2
          }
         }
        },
        "DownloadRequest": {
         "fields": {
          "url": {
           "type": "string",
           "id": 1
          },
          "mostBytes": {
           "type": "uint64",
           "id": 2
          }
         }
        },
        "DownloadHead": {
         "fields": {
          "url": {
           "type": "string",
           "id": 1
          },
          "mediaType": {
           "type": "string",
           "id": 2
          },
          "bytes": {
           "type": "uint64",
           "id": 3
          }
         }
        },
        "DownloadEvent": {
         "oneofs": {
          "event": {
           "oneof": [
            "head",
            "chunk"
           ]
          }
         },
         "fields": {
          "head": {
           "type": "DownloadHead",
           "id": 1
          },
          "chunk": {
           "type": "bytes",
           "id": 2
          }
         }
        },
        "CapabilitiesRequest": {
         "fields": {}
        },
        "Capability": {
         "fields": {
          "name": {
           "type": "string",
           "id": 1
          },
          "available": {
           "type": "bool",
           "id": 2
          },
          "detail": {
           "type": "string",
           "id": 3
          }
         }
        },
        "CapabilitiesResponse": {
         "fields": {
          "capabilities": {
           "rule": "repeated",
           "type": "Capability",
           "id": 1
          },
          "running": {
           "type": "uint32",
           "id": 2
          },
          "limit": {
           "type": "uint32",
           "id": 3
          }
         }
        }
       }
      }
     }
    },
    "video": {
     "nested": {
      "v1": {
       "nested": {
        "VideoService": {
         "methods": {
          "Run": {
           "requestType": "RunRequest",
           "requestStream": true,
           "responseType": "RunEvent",
           "responseStream": true
          },
          "Capabilities": {
           "requestType": "CapabilitiesRequest",
           "responseType": "CapabilitiesResponse"
          }
         }
        },
        "RunRequest": {
         "oneofs": {
          "message": {
           "oneof": [
            "job",
            "chunk"
           ]
          }
         },
         "fields": {
          "job": {
           "type": "Job",
           "id": 1
          },
          "chunk": {
           "type": "bytes",
           "id": 2
          }
         }
        },
        "Job": {
         "oneofs": {
          "work": {
           "oneof": [
            "probe",
            "encode",
            "preview"
           ]
          }
         },
         "fields": {
          "source": {
           "type": "Source",
           "id": 1
          },
          "probe": {
           "type": "ProbeWork",
           "id": 2
          },
          "encode": {
           "type": "EncodeWork",
           "id": 3
          },
          "preview": {
           "type": "PreviewWork",
           "id": 4
          }
         }
        },
        "Source": {
         "fields": {
          "sha256": {
           "type": "string",
           "id": 1
          },
          "bytes": {
           "type": "uint64",
           "id": 2
          }
         }
        },
        "ProbeWork": {
         "fields": {}
        },
        "EncodeWork": {
         "fields": {
          "rung": {
           "type": "string",
           "id": 1
          }
         }
        },
        "PreviewWork": {
         "fields": {}
        },
        "RunEvent": {
         "oneofs": {
          "event": {
           "oneof": [
            "sourceWanted",
            "progress",
            "file",
            "chunk",
            "facts",
            "rendition",
            "preview"
           ]
          }
         },
         "fields": {
          "sourceWanted": {
           "type": "SourceWanted",
           "id": 1
          },
          "progress": {
           "type": "Progress",
           "id": 2
          },
          "file": {
           "type": "File",
           "id": 3
          },
          "chunk": {
           "type": "bytes",
           "id": 4
          },
          "facts": {
           "type": "Facts",
           "id": 5
          },
          "rendition": {
           "type": "Rendition",
           "id": 6
          },
          "preview": {
           "type": "Preview",
           "id": 7
          }
         }
        },
        "SourceWanted": {
         "fields": {
          "offset": {
           "type": "uint64",
           "id": 1
          }
         }
        },
        "Progress": {
         "fields": {
          "fraction": {
           "type": "double",
           "id": 1
          }
         }
        },
        "File": {
         "fields": {
          "name": {
           "type": "string",
           "id": 1
          },
          "mediaType": {
           "type": "string",
           "id": 2
          },
          "bytes": {
           "type": "uint64",
           "id": 3
          },
          "sha256": {
           "type": "string",
           "id": 4
          }
         }
        },
        "Facts": {
         "fields": {
          "seconds": {
           "type": "double",
           "id": 1
          },
          "claimedSeconds": {
           "type": "double",
           "id": 2
          },
          "width": {
           "type": "uint32",
           "id": 3
          },
          "height": {
           "type": "uint32",
           "id": 4
          },
          "rotation": {
           "type": "uint32",
           "id": 5
          },
          "frameRate": {
           "type": "double",
           "id": 6
          },
          "variableFrameRate": {
           "type": "bool",
           "id": 7
          },
          "interlaced": {
           "type": "bool",
           "id": 8
          },
          "format": {
           "type": "string",
           "id": 9
          },
          "videoCodec": {
           "type": "string",
           "id": 10
          },
          "audioCodec": {
           "type": "string",
           "id": 11
          },
          "bitDepth": {
           "type": "uint32",
           "id": 12
          },
          "ladder": {
           "rule": "repeated",
           "type": "Rung",
           "id": 13
          },
          "expectedBytes": {
           "type": "uint64",
           "id": 14
          }
         }
        },
        "Rung": {
         "fields": {
          "name": {
           "type": "string",
           "id": 1
          },
          "width": {
           "type": "uint32",
           "id": 2
          },
          "height": {
           "type": "uint32",
           "id": 3
          },
          "mostBitsPerSecond": {
           "type": "uint32",
           "id": 4
          }
         }
        },
        "Rendition": {
         "fields": {
          "rung": {
           "type": "string",
           "id": 1
          },
          "playlist": {
           "type": "string",
           "id": 2
          },
          "seconds": {
           "type": "double",
           "id": 3
          },
          "width": {
           "type": "uint32",
           "id": 4
          },
          "height": {
           "type": "uint32",
           "id": 5
          },
          "codecs": {
           "type": "string",
           "id": 6
          },
          "frameRate": {
           "type": "double",
           "id": 7
          },
          "peakBitsPerSecond": {
           "type": "uint32",
           "id": 8
          },
          "averageBitsPerSecond": {
           "type": "uint32",
           "id": 9
          },
          "segments": {
           "type": "uint32",
           "id": 10
          },
          "encodingSeconds": {
           "type": "double",
           "id": 11
          }
         }
        },
        "Preview": {
         "fields": {
          "posterWidth": {
           "type": "uint32",
           "id": 1
          },
          "posterHeight": {
           "type": "uint32",
           "id": 2
          },
          "storyboard": {
           "type": "string",
           "id": 3
          },
          "loudness": {
           "type": "Loudness",
           "id": 4
          }
         }
        },
        "Loudness": {
         "fields": {
          "integrated": {
           "type": "double",
           "id": 1
          },
          "range": {
           "type": "double",
           "id": 2
          },
          "truePeak": {
           "type": "double",
           "id": 3
          }
         }
        },
        "CapabilitiesRequest": {
         "fields": {}
        },
        "CapabilitiesResponse": {
         "fields": {
          "available": {
           "type": "bool",
           "id": 1
          },
          "detail": {
           "type": "string",
           "id": 2
          },
          "running": {
           "type": "uint32",
           "id": 3
          },
          "limit": {
           "type": "uint32",
           "id": 4
          },
          "mostSourceBytes": {
           "type": "uint64",
           "id": 5
          },
          "mostSeconds": {
           "type": "double",
           "id": 6
          },
          "mostPixels": {
           "type": "uint64",
           "id": 7
          }
         }
        }
       }
      }
     }
    }
   }
  }
 }
} as const
