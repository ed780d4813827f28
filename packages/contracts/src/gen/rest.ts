// Generated from openapi.json by `pnpm generate`.
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The backend and everything it needs; details for who asks on the machine itself */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers; dependencies are not looked at */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published listings, a page at a time */
        get: operations["listTools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One listing */
        get: operations["getTool"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools/{slug}/related": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alternatives to a listing, and what is near to it otherwise */
        get: operations["listRelatedTools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What somebody who types may be after */
        get: operations["listSuggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools/{slug}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Counts a reader */
        post: operations["countView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools/{slug}/clicks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Counts a reader who went on to the site */
        post: operations["countClick"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All categories */
        get: operations["listCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/languages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The languages of the site */
        get: operations["listLanguages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools/{slug}/translations/{lang}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Says how texts of a listing read in a language; a machine does not change them again */
        put: operations["correctTool"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submits a page; its address is in Location */
        post: operations["submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/submissions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a submission is doing */
        get: operations["getSubmission"];
        put?: never;
        post?: never;
        /** Cancels a submission that is under way, with the listing that it has made; for who submitted it and editors */
        delete: operations["cancelSubmission"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/submissions/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was seen in its page, and why it was filed so; for editors and administrators */
        get: operations["getFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/submissions/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same, as server-sent events named `submission`, until it has ended */
        get: operations["followSubmission"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/guest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A name for rooms that allow guests */
        post: operations["becomeGuest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in; the refresh token is set as a cookie, and with `session: cookie` the access token too */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new access token by the refresh cookie, which changes */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the session of the refresh cookie and of the access token, and takes the cookies away */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the bearer token, or the cookie, belongs to */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/translate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Translates texts, in order */
        post: operations["translate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/translate/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What translates, between which languages, under which licence */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All rooms, or those that fit */
        get: operations["listRooms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rooms that one has read, and where others have written since */
        get: operations["listUnread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One room */
        get: operations["getRoom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{slug}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages by `seq`, with their translation into `lang`; without `after` and `before`, the newest */
        get: operations["listMessages"];
        put?: never;
        /** Says something; the same `clientId` again changes nothing */
        post: operations["postMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{slug}/messages/{seq}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Empties a message; its author, editors and administrators may */
        delete: operations["deleteMessage"];
        options?: never;
        head?: never;
        /** Gives a message another text; its author and administrators may */
        patch: operations["editMessage"];
        trace?: never;
    };
    "/api/v1/rooms/{slug}/messages/{seq}/translations/{lang}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Puts a person's translation over the machine's, for everybody, and remembers it */
        put: operations["correctTranslation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{slug}/mutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may not write here now; for editors and administrators */
        get: operations["listMutes"];
        put?: never;
        /** Lets somebody read and not write, for a time; for editors and administrators */
        post: operations["mutePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{slug}/mutes/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lets somebody write here again; for editors and administrators */
        delete: operations["unmutePerson"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/translation-memory/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what a text reads in another language, from now on, everywhere */
        post: operations["rememberCorrection"];
        /** Lets the machines speak again */
        delete: operations["forgetCorrection"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/glossary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Terms that machines keep, or translate as told */
        get: operations["listGlossary"];
        put?: never;
        /** Adds a term */
        post: operations["addGlossaryTerm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/glossary/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes a term */
        put: operations["changeGlossaryTerm"];
        post?: never;
        /** Removes a term */
        delete: operations["removeGlossaryTerm"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/translate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Translates as LibreTranslate does: q, source or "auto", target, format */
        get: {
            parameters: {
                query?: {
                    q?: string | string[];
                    /** @description A code, or "auto". */
                    source?: string;
                    target?: string;
                    /** @description text or html. */
                    format?: string;
                    alternatives?: number | string;
                    /** @description Ignored. */
                    api_key?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            translatedText: string | string[];
                            detectedLanguage?: {
                                confidence: number;
                                language: string;
                            } | {
                                confidence: number;
                                language: string;
                            }[];
                            alternatives?: unknown[];
                        };
                    };
                };
                /** @description The request cannot be served. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
                /** @description A fault on our side. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
            };
        };
        put?: never;
        /** Translates as LibreTranslate does: q, source or "auto", target, format */
        post: {
            parameters: {
                query?: {
                    q?: string | string[];
                    /** @description A code, or "auto". */
                    source?: string;
                    target?: string;
                    /** @description text or html. */
                    format?: string;
                    alternatives?: number | string;
                    /** @description Ignored. */
                    api_key?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        q?: string | string[];
                        /** @description A code, or "auto". */
                        source?: string;
                        target?: string;
                        /** @description text or html. */
                        format?: string;
                        alternatives?: number | string;
                        /** @description Ignored. */
                        api_key?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            translatedText: string | string[];
                            detectedLanguage?: {
                                confidence: number;
                                language: string;
                            } | {
                                confidence: number;
                                language: string;
                            }[];
                            alternatives?: unknown[];
                        };
                    };
                };
                /** @description The request cannot be served. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
                /** @description A fault on our side. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/detect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Detects a language as LibreTranslate does: q */
        get: {
            parameters: {
                query?: {
                    q?: string | string[];
                    /** @description A code, or "auto". */
                    source?: string;
                    target?: string;
                    /** @description text or html. */
                    format?: string;
                    alternatives?: number | string;
                    /** @description Ignored. */
                    api_key?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            confidence: number;
                            language: string;
                        }[];
                    };
                };
                /** @description The request cannot be served. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
                /** @description A fault on our side. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
            };
        };
        put?: never;
        /** Detects a language as LibreTranslate does: q */
        post: {
            parameters: {
                query?: {
                    q?: string | string[];
                    /** @description A code, or "auto". */
                    source?: string;
                    target?: string;
                    /** @description text or html. */
                    format?: string;
                    alternatives?: number | string;
                    /** @description Ignored. */
                    api_key?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        q?: string | string[];
                        /** @description A code, or "auto". */
                        source?: string;
                        target?: string;
                        /** @description text or html. */
                        format?: string;
                        alternatives?: number | string;
                        /** @description Ignored. */
                        api_key?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            confidence: number;
                            language: string;
                        }[];
                    };
                };
                /** @description The request cannot be served. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
                /** @description A fault on our side. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/languages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists languages as LibreTranslate does */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            name: string;
                            targets: string[];
                        }[];
                    };
                };
                /** @description The request cannot be served. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
                /** @description A fault on our side. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/frontend/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What LibreTranslate’s clients ask before they begin */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description The request cannot be served. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
                /** @description A fault on our side. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/spec": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** LibreTranslate’s API as Swagger 2.0 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description The request cannot be served. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
                /** @description A fault on our side. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LibreError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Category */
        Category: {
            slug: string;
            /** @description A name of lucide's icons. */
            icon: string;
            name: string;
            description: string;
            /**
             * @description A language of the site.
             * @enum {string}
             */
            language: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            /** @description Published listings in it. */
            tools: number;
        };
        /** CategoryList */
        CategoryList: {
            items: components["schemas"]["Category"][];
        };
        /** CorrectedListing */
        CorrectedListing: {
            slug: string;
            /**
             * @description A language of the site.
             * @enum {string}
             */
            language: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            /** @description Texts that are as they were sent. */
            corrected: ("tagline" | "overview" | "description" | "keyFeatures" | "useCases")[];
            /** @description Texts of the language that were not sent. There is one mark for all texts of a language, so these bear it too. */
            unchanged: ("tagline" | "overview" | "description" | "keyFeatures" | "useCases")[];
            translation: components["schemas"]["TextOrigin"];
            /** @description Texts and sentences that are remembered by it; 0 where it is not known what they translate. */
            segments: number;
            /** @description Other listings whose machine-made texts hold the same: they are translated again, soon. */
            listings: number;
        };
        /** CorrectionAnswer */
        CorrectionAnswer: {
            /** @description Texts and sentences that are remembered by it. */
            segments: number;
            /** @description Listings whose machine-made texts hold what was corrected: they are translated again, soon. */
            listings: number;
        };
        /** Findings */
        Findings: {
            /** @description null = an editor has to say. */
            category: string | null;
            confidence: number;
            /** @description The likeliest categories, best first. */
            candidates: {
                slug: string;
                score: number;
                /** @description What was found and where, the weightiest first. */
                evidence: string[];
            }[];
            tags: {
                slug: string;
                score: number;
                /** @description What was found and where, the weightiest first. */
                evidence: string[];
            }[];
            /** @description Where each field comes from, and how sure that is. */
            sources: {
                field: string;
                source: string;
                confidence: number;
            }[];
            pricing: string;
            price: components["schemas"]["Price"] | null;
            /** @description What the page files itself under. */
            keywords: string[];
        };
        /** GlossaryList */
        GlossaryList: {
            items: components["schemas"]["GlossaryTerm"][];
        };
        /** GlossaryTerm */
        GlossaryTerm: {
            /** Format: uuid */
            id: string;
            /** @description As it is written in the source. */
            term: string;
            /**
             * @description "" = kept as it is.
             * @default
             */
            translation: string;
            /**
             * @description The target language it holds for; "" = all.
             * @default
             * @enum {string}
             */
            language: "" | "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            /** @default false */
            caseSensitive: boolean;
        };
        /** Health */
        Health: {
            /** @enum {string} */
            status: "healthy" | "degraded" | "unhealthy";
            version: string;
            /** @description Seconds. */
            uptime: number;
            /** Format: date-time */
            timestamp: string;
            checks: {
                [key: string]: {
                    /** @enum {string} */
                    status: "healthy" | "degraded" | "unhealthy" | "off";
                    latencyMs: number;
                    detail?: string;
                };
            };
        };
        /** Image */
        Image: {
            /** @description Path below the address of the API. */
            url: string;
            /** @description Pixels. */
            width: number;
            /** @description Pixels. */
            height: number;
            mediaType: string;
            /** @description "" = none. */
            blurhash: string;
            /** @description #rrggbb, the most prominent first. */
            palette: string[];
        };
        /** LanguageList */
        LanguageList: {
            items: components["schemas"]["SiteLanguage"][];
        };
        /** LibreError */
        LibreError: {
            error: string;
        };
        /** Me */
        Me: {
            user: components["schemas"]["User"];
        };
        /** Message */
        Message: {
            /** Format: uuid */
            id: string;
            seq: number;
            /** @description From 1; an edit raises it. */
            rev: number;
            author: {
                id: string;
                name: string;
            };
            /**
             * @description A language of the site.
             * @enum {string}
             */
            lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            /** @description As its author wrote it; "" = deleted. */
            body: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            editedAt?: string;
            deleted?: boolean;
            translation?: {
                /**
                 * @description A language of the site.
                 * @enum {string}
                 */
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                body: string;
                /** @description "none" = nothing serves the pair, body is the original. */
                engine: string;
                model: string;
                /** @description 0 to 1. */
                confidence: number;
            };
        };
        /** MessagePage */
        MessagePage: {
            /** @description Ordered by `seq`. */
            items: components["schemas"]["Message"][];
            lastSeq: number;
            /** @description Go on from here on the WebSocket: its `since`. */
            change: number;
            /** @description There is more in the direction asked for. */
            hasMore: boolean;
        };
        /** Model */
        Model: {
            /** @enum {string} */
            tier: "basic" | "medium" | "premium";
            engine: string;
            model: string;
            revision: string;
            licence: string;
            commercialUse: boolean;
            available: boolean;
            /** @description Why it is not available, and what to do. */
            problem: string;
            loaded: boolean;
            memoryBytes: number;
            pairs: {
                source: string;
                target: string;
                /** @description Pivots, in order. */
                via: string[];
            }[];
        };
        /** ModelList */
        ModelList: {
            models: components["schemas"]["Model"][];
        };
        /** Mute */
        Mute: {
            /** Format: uuid */
            userId: string;
            name: string;
            everywhere: boolean;
            until: string | null;
            reason: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
            /** @description Who did it; "" = the account is gone. */
            by: string;
        };
        /** MuteList */
        MuteList: {
            items: components["schemas"]["Mute"][];
        };
        /**
         * Price
         * @description What it costs at least.
         */
        Price: {
            /** @description In whole units of the currency. */
            amount: number;
            /** @description ISO 4217; "" = unknown. */
            currency: string;
            /** @enum {string} */
            period: "month" | "year" | "week" | "once" | "";
        };
        /** Problem */
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description For people. */
            detail: string;
            /** @description For programs: a domain error code. */
            code: string;
            instance?: string;
            /** @description A finer code, where there is one. */
            reason?: string;
            requestId?: string;
            /** @description Each fault of the request. */
            errors?: {
                path: string;
                message: string;
            }[];
        } & {
            [key: string]: unknown;
        };
        /** Question */
        Question: {
            question: string;
            answer: string;
        };
        /** RelatedTools */
        RelatedTools: {
            /** @description Of the same category, the nearest first. */
            alternatives: components["schemas"]["ToolSummary"][];
            /** @description Of other categories, with tags in common. */
            related: components["schemas"]["ToolSummary"][];
        };
        /** Room */
        Room: {
            slug: string;
            title: string;
            description: string;
            /**
             * @description A language of the site.
             * @enum {string}
             */
            language: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            /** @description People without an account may write. */
            guests: boolean;
            lastSeq: number;
            lastMessageAt: string | null;
            lastMessage: {
                author: string;
                body: string;
                /**
                 * @description A language of the site.
                 * @enum {string}
                 */
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            } | null;
            /** @description Of the last hundred messages. */
            languages: ("en" | "fr" | "es" | "it" | "de" | "nl" | "pt")[];
            /** @description Readers now; in the list alone. */
            present?: number;
            tool: {
                slug: string;
                name: string;
            } | null;
        };
        /** RoomList */
        RoomList: {
            items: components["schemas"]["Room"][];
        };
        /** SignedIn */
        SignedIn: {
            /** @description Bearer token; absent where it is in a cookie. */
            token?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            expiresAt: string;
            user: components["schemas"]["User"];
        };
        /** SiteLanguage */
        SiteLanguage: {
            /**
             * @description A language of the site.
             * @enum {string}
             */
            code: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            /** @description In the language itself. */
            name: string;
        };
        /** Submission */
        Submission: {
            /** Format: uuid */
            id: string;
            url: string;
            /** @enum {string} */
            status: "queued" | "running" | "done" | "failed";
            /** @enum {string} */
            step: "queued" | "check" | "fetch" | "read" | "logo" | "screenshot" | "describe" | "save" | "translate" | "done";
            progress: number;
            /** @description What is being done, for people; "" = nothing to say. */
            detail: string;
            /** @description How often it was started. */
            attempts: number;
            /** @description The page was listed, or on its way, already. */
            duplicate: boolean;
            tool?: {
                slug: string;
            };
            problem?: {
                code: string;
                reason?: string;
                title: string;
                detail: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            updatedAt: string;
        };
        /** Suggestion */
        Suggestion: {
            /** @enum {string} */
            kind: "tool" | "category" | "tag" | "word";
            /** @description "" for a word. */
            slug: string;
            text: string;
        };
        /** SuggestionList */
        SuggestionList: {
            items: components["schemas"]["Suggestion"][];
        };
        /**
         * TextOrigin
         * @description Who made the texts in the language asked for; null = there are none.
         */
        TextOrigin: {
            /** @enum {string} */
            source: "human" | "machine" | "import";
            engine: string | null;
            model: string | null;
            confidence: number | null;
            /** @description A person has read it. */
            reviewed: boolean;
        };
        /** Tool */
        Tool: {
            slug: string;
            url: string;
            name: string;
            tagline: string;
            overview: string;
            category: {
                slug: string;
                name: string;
            } | null;
            tags: {
                slug: string;
                name: string;
            }[];
            /** @enum {string} */
            pricing: "free" | "freemium" | "paid" | "contact" | "unknown";
            logo: components["schemas"]["Image"] | null;
            screenshot: components["schemas"]["Image"] | null;
            /** @description BCP 47; nearly always a language of the site. */
            sourceLanguage: string;
            translation: components["schemas"]["TextOrigin"] | null;
            views: number;
            clicks: number;
            /** @description Editors put it forward. */
            featured: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            publishedAt: string;
            /** @description Markdown. */
            description: string;
            keyFeatures: string[];
            useCases: string[];
            questions: components["schemas"]["Question"][];
            metaTitle: string;
            metaDescription: string;
            price: components["schemas"]["Price"] | null;
            /** @description Who wrote the page; "" = unknown. */
            author: string;
            pageDate: string | null;
            /** @description Pages of the product and its makers elsewhere. */
            profiles: string[];
            preview: components["schemas"]["Image"] | null;
            /** @description The language each text is really in; not the one asked for where it fell back. */
            languages: {
                /** @description BCP 47; nearly always a language of the site. */
                name: string;
                /** @description BCP 47; nearly always a language of the site. */
                tagline: string;
                /** @description BCP 47; nearly always a language of the site. */
                overview: string;
                /** @description BCP 47; nearly always a language of the site. */
                description: string;
                /** @description BCP 47; nearly always a language of the site. */
                keyFeatures: string;
                /** @description BCP 47; nearly always a language of the site. */
                useCases: string;
                /** @description BCP 47; nearly always a language of the site. */
                questions: string;
                /** @description BCP 47; nearly always a language of the site. */
                metaTitle: string;
                /** @description BCP 47; nearly always a language of the site. */
                metaDescription: string;
            };
            /** @description Languages that the listing has texts in. */
            availableLanguages: ("en" | "fr" | "es" | "it" | "de" | "nl" | "pt")[];
            room: {
                slug: string;
            } | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            updatedAt: string;
        };
        /** ToolPage */
        ToolPage: {
            items: components["schemas"]["ToolSummary"][];
            nextCursor: string | null;
            /** @description On the first page. */
            total?: number;
            /** @description On the first page. False: there are more than `total`, and of the facets at least as many as they say. */
            totalExact?: boolean;
            /** @description On the first page: how many of all that were found. */
            facets?: {
                categories: {
                    slug: string;
                    name: string;
                    count: number;
                }[];
                tags: {
                    slug: string;
                    name: string;
                    count: number;
                }[];
                pricing: {
                    slug: string;
                    name: string;
                    count: number;
                }[];
                languages: {
                    slug: string;
                    name: string;
                    count: number;
                }[];
            };
            /** @description What was searched for instead, because of a likely typo. */
            correctedQuery?: string;
        };
        /** ToolSummary */
        ToolSummary: {
            slug: string;
            url: string;
            name: string;
            tagline: string;
            overview: string;
            category: {
                slug: string;
                name: string;
            } | null;
            tags: {
                slug: string;
                name: string;
            }[];
            /** @enum {string} */
            pricing: "free" | "freemium" | "paid" | "contact" | "unknown";
            logo: components["schemas"]["Image"] | null;
            screenshot: components["schemas"]["Image"] | null;
            /** @description BCP 47; nearly always a language of the site. */
            sourceLanguage: string;
            translation: components["schemas"]["TextOrigin"] | null;
            views: number;
            clicks: number;
            /** @description Editors put it forward. */
            featured: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            publishedAt: string;
            /** @description The language each text is really in; not the one asked for where it fell back. */
            languages: {
                /** @description BCP 47; nearly always a language of the site. */
                name: string;
                /** @description BCP 47; nearly always a language of the site. */
                tagline: string;
                /** @description BCP 47; nearly always a language of the site. */
                overview: string;
            };
            /** @description With `q`: from and to of the words that were found, in UTF-16 units. */
            highlights?: {
                name: number[][];
                tagline: number[][];
                overview: number[][];
            };
        };
        /** TranslateAnswer */
        TranslateAnswer: {
            translations: components["schemas"]["Translation"][];
        };
        /** Translation */
        Translation: {
            text: string;
            source: string;
            /** @description The original where nothing could translate it. */
            translated: string;
            /** @description "none" = untranslated. */
            engine: string;
            model: string;
            /** @description 0 to 1. */
            confidence: number;
            remembered: boolean;
            untranslated: boolean;
            /** @description Why it was kept or another engine spoke; "" = all well. */
            note: string;
        };
        /** UnreadList */
        UnreadList: {
            items: {
                room: string;
                /** @description 100 = a hundred or more. */
                unread: number;
            }[];
        };
        /** User */
        User: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            role: "guest" | "member" | "editor" | "admin";
            /**
             * @description A language of the site.
             * @enum {string}
             */
            lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            email: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "healthy";
                        version: string;
                        uptime: number;
                    };
                };
            };
        };
    };
    listTools: {
        parameters: {
            query: {
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                /** @description Words to look for. */
                q?: string;
                category?: string;
                /** @description A tag, or several with commas between them: listings that have all of these. */
                tag?: string;
                pricing?: "free" | "freemium" | "paid" | "contact" | "unknown";
                /** @description The language that listings were written in originally. */
                contentLanguage?: string;
                /** @description Only what editors put forward. */
                featured?: boolean;
                /** @description Published then or later; ISO 8601. */
                since?: string;
                sort?: "relevance" | "popular" | "newest" | "updated" | "name";
                cursor?: string;
                limit: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolPage"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTool: {
        parameters: {
            query: {
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tool"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRelatedTools: {
        parameters: {
            query: {
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                limit: number;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelatedTools"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSuggestions: {
        parameters: {
            query: {
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                /** @description What has been typed so far. */
                q: string;
                limit: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestionList"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countClick: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCategories: {
        parameters: {
            query: {
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryList"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLanguages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LanguageList"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correctTool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
                /** @description A language of the site. */
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    tagline?: string;
                    overview?: string;
                    /** @description Markdown. */
                    description?: string;
                    keyFeatures?: string[];
                    useCases?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectedListing"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The page to list. */
                    url: string;
                    /**
                     * @description A language of the site.
                     * @enum {string}
                     */
                    lang?: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubmission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelSubmission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFindings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description null = the page has not been read yet. */
                        findings: components["schemas"]["Findings"] | null;
                    };
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followSubmission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One event a change; its data is a Submission. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Submission"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    becomeGuest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Where the access token goes: `cookie`, for browsers, sets it as one that scripts cannot read, and leaves it out of the answer; `token` (the default), for programs, is in the answer.
                     * @enum {string}
                     */
                    session?: "cookie" | "token";
                    /** @description Shown to the others. */
                    name: string;
                    /**
                     * @description A language of the site.
                     * @enum {string}
                     */
                    lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Where the access token goes: `cookie`, for browsers, sets it as one that scripts cannot read, and leaves it out of the answer; `token` (the default), for programs, is in the answer.
                     * @enum {string}
                     */
                    session?: "cookie" | "token";
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    translate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Either `text` or `texts`; without `source`, the language of each is detected. */
        requestBody: {
            content: {
                "application/json": {
                    text?: string;
                    texts?: string[];
                    /**
                     * @description A language of the site.
                     * @enum {string}
                     */
                    source?: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                    /**
                     * @description A language of the site.
                     * @enum {string}
                     */
                    target: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                    /** @enum {string} */
                    tier?: "basic" | "medium" | "premium";
                    /** @enum {string} */
                    format?: "plain" | "markdown" | "html";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TranslateAnswer"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRooms: {
        parameters: {
            query: {
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                /** @description Words that each are in title, description or slug. */
                q?: string;
                /** @description Only rooms where somebody, or nobody, has spoken. */
                words?: "some" | "none";
                /** @description `recent`: rooms with readers, then by last message. */
                sort?: "position" | "recent";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomList"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUnread: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreadList"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRoom: {
        parameters: {
            query: {
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query: {
                lang?: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                /** @description What came after this `seq`. */
                after?: number;
                /** @description What came before this `seq`. */
                before?: number;
                limit: number;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The writer's own id: a retry is harmless. */
                    clientId: string;
                    body: string;
                    /**
                     * @description A language of the site.
                     * @enum {string}
                     */
                    lang?: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    body: string;
                    /**
                     * @description A language of the site.
                     * @enum {string}
                     */
                    lang?: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correctTranslation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
                seq: number;
                /** @description A language of the site. */
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What the message says in `lang`. */
                    body: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MuteList"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mutePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    userId: string;
                    /** @description In all rooms; else in this one. */
                    everywhere?: boolean;
                    /** @description Absent = until somebody lifts it. */
                    minutes?: number;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mute"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unmutePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They may write again. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rememberCorrection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description A language of the site.
                     * @enum {string}
                     */
                    source: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                    /**
                     * @description A language of the site.
                     * @enum {string}
                     */
                    target: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                    text: string;
                    translated: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionAnswer"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forgetCorrection: {
        parameters: {
            query: {
                /** @description A language of the site. */
                source: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                /** @description A language of the site. */
                target: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                text: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGlossary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GlossaryList"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addGlossaryTerm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As it is written in the source. */
                    term: string;
                    /**
                     * @description "" = kept as it is.
                     * @default
                     */
                    translation: string;
                    /**
                     * @description The target language it holds for; "" = all.
                     * @default
                     * @enum {string}
                     */
                    language: "" | "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                    /** @default false */
                    caseSensitive: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GlossaryTerm"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeGlossaryTerm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As it is written in the source. */
                    term: string;
                    /**
                     * @description "" = kept as it is.
                     * @default
                     */
                    translation: string;
                    /**
                     * @description The target language it holds for; "" = all.
                     * @default
                     * @enum {string}
                     */
                    language: "" | "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                    /** @default false */
                    caseSensitive: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GlossaryTerm"];
                };
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeGlossaryTerm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault on our side. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
