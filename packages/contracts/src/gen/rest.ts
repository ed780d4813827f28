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
    "/api/v1/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published listings by their slugs, 1000 at most: for site maps */
        get: operations["listAddresses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/addresses/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first of each 1000 published listings, and when one of them was changed last */
        get: operations["listAddressParts"];
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
    "/api/v1/videos/{id}/captions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The languages that a video has captions in */
        get: operations["listCaptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/captions/{lang}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The captions of a video in one language, a line an item */
        get: operations["getCaptions"];
        /**
         * Takes a file of captions; the first of a video is translated into the other languages
         * @description The body is the file (SubRip or WebVTT), as any of application/octet-stream, text/vtt, application/x-subrip.
         */
        put: operations["uploadCaptions"];
        post?: never;
        /** Takes the captions of a language away; with the original what was translated from it */
        delete: operations["removeCaptions"];
        options?: never;
        head?: never;
        /** Says what captions read; a machine does not change them again */
        patch: operations["editCaptions"];
        trace?: never;
    };
    "/api/v1/videos/{id}/captions/{lang}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The captions of a video in one language as WebVTT or SubRip */
        get: operations["downloadCaptions"];
        put?: never;
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
    "/api/v1/submission-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submits several pages: a list, a file of bookmarks, or a sitemap; its address is in Location */
        post: operations["submitSeveral"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/submission-batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How several submissions are doing, together and each */
        get: operations["getSubmissionBatch"];
        put?: never;
        post?: never;
        /** Cancels those that are under way; for who submitted them and editors */
        delete: operations["cancelSubmissionBatch"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may sign up, and whether letters can be sent */
        get: operations["accountOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a letter with the link that makes the account; a guest keeps their words */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the account of a letter, once */
        post: operations["confirmSignUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a letter with the link by which another password is chosen */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets another password by the link of a letter, once, and ends every session */
        post: operations["resetPassword"];
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
        /** Rooms, or those that fit */
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
    "/api/v1/admin/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Listings of every status; the queue is those that are pending, the oldest first */
        get: operations["adminListTools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/tools/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A listing in all languages, with its page’s facts, duplicates, and what it may be */
        get: operations["adminGetTool"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a listing’s facts; 409 with `current` and `yours` where somebody was quicker */
        patch: operations["adminEditTool"];
        trace?: never;
    };
    "/api/v1/admin/tool-ids/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The id of a listing by its slug, whatever became of it; null = there is none */
        get: operations["adminFindTool"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/tools/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publishes, hides, refuses or deletes listings, up to a thousand at once */
        post: operations["adminSetStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/tools/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leads a listing to another: address, tags, submissions, languages that the other lacks */
        post: operations["adminMergeTool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/tools/{id}/translations/{lang}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Publishes the texts of one language; the others stay. 409 where somebody was quicker */
        put: operations["adminSaveTranslation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/translations/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The next listing whose texts in a language no person wrote or read; null = none is left */
        get: operations["adminNextTranslation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/translations/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far each language is */
        get: operations["adminCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/translations/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published listings by name, and how each stands in every language */
        get: operations["adminMatrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/terms/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Categories in their order, or tags by slug, in all languages */
        get: operations["adminListTerms"];
        put?: never;
        /** A new category or tag */
        post: operations["adminAddTerm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/terms/{kind}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Names a category or tag otherwise; 409 where somebody was quicker */
        put: operations["adminChangeTerm"];
        post?: never;
        /** Removes a category or tag that no listing has */
        delete: operations["adminRemoveTerm"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/terms/{kind}/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Its listings become those of another */
        post: operations["adminMergeTerm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/category-order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Puts categories in an order */
        put: operations["adminOrderCategories"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells the editors of a listing or a message that should not be as it is */
        post: operations["report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people reported */
        get: operations["adminListReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Says what came of a report */
        put: operations["adminSettleReport"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hosts whose pages are not taken in */
        get: operations["adminListHosts"];
        put?: never;
        /** Takes no page of a host, or below it, any more */
        post: operations["adminBlockHost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/hosts/{host}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes pages of a host again */
        delete: operations["adminAllowHost"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/page-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What pages of listings say otherwise than they did, the newest first */
        get: operations["adminListPageChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/page-changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Takes over what a page says now, in some fields or none, and is done with it */
        put: operations["adminSettlePageChange"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for somebody */
        get: operations["adminSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was submitted, the newest first */
        get: operations["adminListSubmissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/submissions/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads a page that failed once more */
        post: operations["adminRetrySubmission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs of the background, the newest first */
        get: operations["adminListJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/{queue}/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does a job that failed once more */
        post: operations["adminRetryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People, the newest first; for administrators */
        get: operations["adminListPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Gives somebody a role, closes the account or opens it again; for administrators */
        patch: operations["adminChangePerson"];
        trace?: never;
    };
    "/api/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every change, the newest first */
        get: operations["adminListAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one change back; 409 where somebody changed the same since */
        post: operations["adminUndo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What holds for the whole site */
        get: operations["adminGetSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes what holds for the whole site; for administrators */
        patch: operations["adminChangeSettings"];
        trace?: never;
    };
    "/api/v1/admin/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest imports; for administrators */
        get: operations["adminListImports"];
        put?: never;
        /**
         * Takes a file of listings (CSV, NDJSON, JSON, an old dump) and has it looked through; for administrators
         * @description The body is the file, as `application/octet-stream`. Nothing is changed before it is run.
         */
        post: operations["adminBeginImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import is, and what came of it; for administrators */
        get: operations["adminGetImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/imports/{id}/columns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the columns of a file go: as chosen, else as proposed; for administrators */
        get: operations["adminImportColumns"];
        /**
         * Has a file looked through again with its columns where they are said to go; for administrators
         * @description What is not named is left out. The choice holds for the import as well.
         */
        put: operations["adminMapImportColumns"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/imports/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports a file that was looked through; for administrators */
        post: operations["adminRunImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/imports/{id}/failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lines that failed, as a file to mend and import again; for administrators */
        get: operations["adminFailedLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Signs out on another device */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that is kept of oneself */
        get: operations["exportOwnData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Erases one’s account; messages stay, without a name */
        delete: operations["eraseOwnAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the account of an invitation; a guest who accepts keeps their words */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations that nobody has accepted yet; for administrators */
        get: operations["adminListInvitations"];
        put?: never;
        /** Invites somebody; the token is shown this once; for administrators */
        post: operations["adminInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an invitation back; for administrators */
        delete: operations["adminRevokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one’s second factor stands */
        get: operations["getSecondFactor"];
        put?: never;
        /** Makes a secret for an authenticator; it counts once a code of it was given */
        post: operations["beginSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms the secret by a code; the recovery codes are shown this once */
        post: operations["confirmSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the second factor away, by a code of it or a recovery code */
        post: operations["removeSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tokens of one’s programs */
        get: operations["listApiTokens"];
        put?: never;
        /** Makes a token for a program; it is shown this once */
        post: operations["addApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes a token: its program is out with its next request */
        delete: operations["revokeApiToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a browser signs in by a passkey with; good once, for five minutes */
        post: operations["askForPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in with a passkey, which is two factors at once; tokens and cookies as by a password */
        post: operations["loginWithPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One’s own passkeys */
        get: operations["listPasskeys"];
        put?: never;
        /** Adds the passkey that a browser made; this session has a second factor from now on */
        post: operations["addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a browser makes a passkey of; good once, for five minutes */
        post: operations["beginPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a passkey away: it signs nobody in any more */
        delete: operations["removePasskey"];
        options?: never;
        head?: never;
        /** Calls a passkey something else */
        patch: operations["renamePasskey"];
        trace?: never;
    };
    "/api/v1/tools/{slug}/videos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Videos of a listing that can be played; all of them for who may change them */
        get: operations["listVideos"];
        put?: never;
        /** Has a video fetched from an address */
        post: operations["fetchVideo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A video, and what became of it */
        get: operations["getVideo"];
        put?: never;
        post?: never;
        /** Takes a video away, with its captions */
        delete: operations["removeVideo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/transcribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has captions written from what is said, where there are none */
        post: operations["transcribeVideo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes again what failed or was cancelled */
        post: operations["retryVideo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends what waits or is being made */
        post: operations["cancelVideo"];
        delete?: never;
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
        /** AccountOptions */
        AccountOptions: {
            /**
             * @description Who may have an account: everybody, who is invited, nobody new.
             * @enum {string}
             */
            signUp: "open" | "invite" | "closed";
            /** @description Letters can be sent; without them nobody signs up or resets a password. */
            mail: boolean;
            /** @description One can sign in with a passkey. */
            passkeys: boolean;
        };
        /** AddressList */
        AddressList: {
            items: components["schemas"]["ListingAddress"][];
        };
        /** AdminAuditEvent */
        AdminAuditEvent: {
            /** Format: uuid */
            id: string;
            action: string;
            actor: string;
            subjectType: string;
            subjectId: string;
            subject: string;
            detail: {
                [key: string]: unknown;
            };
            changes: {
                table: string;
                columns: {
                    name: string;
                    before: string;
                    after: string;
                }[];
            }[];
            undoable: boolean;
            undoneAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
        };
        /** AdminAuditPage */
        AdminAuditPage: {
            items: components["schemas"]["AdminAuditEvent"][];
            nextCursor: string | null;
        };
        /** AdminCoverage */
        AdminCoverage: {
            /** @description Published. */
            listings: number;
            languages: {
                /** @enum {string} */
                language: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                written: number;
                /** @description Written or read by a person. */
                reviewed: number;
                machine: number;
            }[];
        };
        /** AdminHostBlock */
        AdminHostBlock: {
            host: string;
            reason: string;
            listings: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
        };
        /** AdminJob */
        AdminJob: {
            id: string;
            queue: string;
            /** @enum {string} */
            state: "created" | "retry" | "active" | "completed" | "cancelled" | "failed";
            retries: number;
            retryLimit: number;
            subject: string;
            fault: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
            finishedAt: string | null;
        };
        /** AdminLanguageState */
        AdminLanguageState: {
            language: string;
            /** @enum {string} */
            source: "human" | "machine" | "import";
            reviewed: boolean;
            confidence: number | null;
        };
        /** AdminListing */
        AdminListing: {
            /** Format: uuid */
            id: string;
            slug: string;
            name: string;
            url: string;
            /** @enum {string} */
            status: "draft" | "published" | "pending" | "hidden" | "deleted" | "merged";
            statusReason: string;
            revision: number;
            /** @enum {string} */
            pricing: "free" | "freemium" | "paid" | "contact" | "unknown";
            sourceLanguage: string;
            category: string | null;
            languages: components["schemas"]["AdminLanguageState"][];
            openReports: number;
            views: number;
            submitter: string;
            unreachableSince: string | null;
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
            tags: string[];
            texts: components["schemas"]["AdminListingTranslation"][];
            logoKey: string | null;
            screenshotKey: string | null;
            mergedInto: string | null;
            duplicates: {
                /** Format: uuid */
                id: string;
                slug: string;
                name: string;
                url: string;
                /** @enum {string} */
                status: "draft" | "published" | "pending" | "hidden" | "deleted" | "merged";
                /** @enum {string} */
                reason: "host" | "name";
            }[];
            proposed: {
                category: string | null;
                tags: string[];
            };
            page: {
                finalUrl: string | null;
                durationMs: number | null;
                bytes: number | null;
                redirects: number | null;
                unavailable: string[];
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                readAt: string;
            } | null;
        };
        /** AdminListingPage */
        AdminListingPage: {
            items: components["schemas"]["AdminListingRow"][];
            nextCursor: string | null;
        };
        /** AdminListingRow */
        AdminListingRow: {
            /** Format: uuid */
            id: string;
            slug: string;
            name: string;
            url: string;
            /** @enum {string} */
            status: "draft" | "published" | "pending" | "hidden" | "deleted" | "merged";
            statusReason: string;
            revision: number;
            /** @enum {string} */
            pricing: "free" | "freemium" | "paid" | "contact" | "unknown";
            sourceLanguage: string;
            category: string | null;
            languages: components["schemas"]["AdminLanguageState"][];
            openReports: number;
            views: number;
            submitter: string;
            unreachableSince: string | null;
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
        /** AdminListingTexts */
        AdminListingTexts: {
            name: string;
            tagline: string;
            overview: string;
            description: string;
            keyFeatures: string[];
            useCases: string[];
            metaTitle: string;
            metaDescription: string;
        };
        /** AdminListingTranslation */
        AdminListingTranslation: {
            language: string;
            /** @enum {string} */
            source: "human" | "machine" | "import";
            reviewed: boolean;
            confidence: number | null;
            name: string;
            tagline: string;
            overview: string;
            description: string;
            keyFeatures: string[];
            useCases: string[];
            metaTitle: string;
            metaDescription: string;
            engine: string | null;
            revision: number;
            sourceThen: components["schemas"]["AdminListingTexts"] | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            updatedAt: string;
        };
        /** AdminMatrix */
        AdminMatrix: {
            items: {
                /** Format: uuid */
                id: string;
                slug: string;
                name: string;
                sourceLanguage: string;
                languages: components["schemas"]["AdminLanguageState"][];
            }[];
            nextCursor: string | null;
        };
        /** AdminPageChange */
        AdminPageChange: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "open" | "applied" | "dismissed";
            /**
             * @description What speaks for the domain having changed hands; "" = nothing.
             * @enum {string}
             */
            suspicion: "" | "moved" | "parked" | "other-name";
            tool: {
                /** Format: uuid */
                id: string;
                slug: string;
                name: string;
                url: string;
            };
            /** @description Where the page was found; "" = nowhere. */
            url: string;
            fields: {
                /** @enum {string} */
                field: "name" | "tagline" | "overview" | "description" | "keyFeatures" | "pricing" | "price" | "url";
                /** @description What the page said before. */
                before: string;
                /** @description What it says now. */
                after: string;
                /** @description What the listing says. */
                listing: string;
                /** @description The listing does not say what the page said before: somebody wrote it. */
                written: boolean;
            }[];
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
        /** AdminPageChangePage */
        AdminPageChangePage: {
            items: components["schemas"]["AdminPageChange"][];
            nextCursor: string | null;
        };
        /** AdminPerson */
        AdminPerson: {
            /** Format: uuid */
            id: string;
            name: string;
            email: string | null;
            /** @enum {string} */
            role: "guest" | "member" | "editor" | "admin";
            language: string;
            messages: number;
            submissions: number;
            sessions: number;
            disabledAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
        };
        /** AdminPersonPage */
        AdminPersonPage: {
            items: components["schemas"]["AdminPerson"][];
            nextCursor: string | null;
        };
        /** AdminReport */
        AdminReport: {
            /** Format: uuid */
            id: string;
            reason: string;
            note: string;
            /** @enum {string} */
            status: "open" | "resolved" | "dismissed";
            tool: {
                /** Format: uuid */
                id: string;
                slug: string;
                name: string;
            } | null;
            message: {
                /** Format: uuid */
                id: string;
                room: string;
                seq: number;
                author: string;
                body: string;
                deleted: boolean;
            } | null;
            reporter: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
            resolvedAt: string | null;
        };
        /** AdminReportPage */
        AdminReportPage: {
            items: components["schemas"]["AdminReport"][];
            nextCursor: string | null;
        };
        /** AdminSettings */
        AdminSettings: {
            /**
             * @description Whether what people submit is listed at once, or waits for an editor.
             * @enum {string}
             */
            submissions: "open" | "review";
        };
        /** AdminSubmission */
        AdminSubmission: {
            /** Format: uuid */
            id: string;
            url: string;
            /** @enum {string} */
            status: "queued" | "running" | "done" | "failed";
            step: string;
            attempts: number;
            duplicate: boolean;
            problem: {
                code: string;
                reason?: string;
                title: string;
                detail: string;
            } | null;
            submitter: string;
            tool: {
                /** Format: uuid */
                id: string;
                slug: string;
                name: string;
                status: string;
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
        /** AdminSubmissionPage */
        AdminSubmissionPage: {
            items: components["schemas"]["AdminSubmission"][];
            nextCursor: string | null;
        };
        /** AdminSummary */
        AdminSummary: {
            pending: number;
            published: number;
            hidden: number;
            openReports: number;
            /** @description Pages that say something else than they did. */
            openPageChanges: number;
            /** @description Published listings whose page cannot be read any more. */
            unreachable: number;
            failedSubmissions: number;
            runningSubmissions: number;
            failedJobs: number;
            /** @description With an account. */
            people: number;
        };
        /**
         * AdminTerm
         * @description A category or a tag.
         */
        AdminTerm: {
            /** Format: uuid */
            id: string;
            slug: string;
            icon: string;
            position: number;
            revision: number;
            /** @description Listings that have it, whatever their status. */
            tools: number;
            texts: {
                language: string;
                name: string;
                description: string;
            }[];
        };
        /** AdminTermList */
        AdminTermList: {
            items: components["schemas"]["AdminTerm"][];
            nextCursor: string | null;
        };
        /** ApiTokenList */
        ApiTokenList: {
            items: {
                /** Format: uuid */
                id: string;
                name: string;
                /**
                 * @description `read` asks alone; `write` changes what its owner may change.
                 * @enum {string}
                 */
                scope: "read" | "write";
                prefix: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                lastUsedAt: string | null;
                expiresAt: string | null;
            }[];
        };
        /** ApiTokenMade */
        ApiTokenMade: {
            /** Format: uuid */
            id: string;
            /** @description For the Authorization header; shown this once. */
            token: string;
        };
        /** CaptionList */
        CaptionList: {
            items: {
                /**
                 * @description A language of the site.
                 * @enum {string}
                 */
                language: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                /**
                 * @description original: what the others are translated from; uploaded: a file of its own.
                 * @enum {string}
                 */
                origin: "original" | "machine" | "uploaded";
                /** @description Raised by every change. */
                revision: number;
                lines: number;
                /** @description Lines that people wrote or corrected. */
                human: number;
                /** @description The original has changed since; the translation is on its way. */
                stale: boolean;
            }[];
        };
        /** CaptionTrack */
        CaptionTrack: {
            /**
             * @description A language of the site.
             * @enum {string}
             */
            language: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            /**
             * @description original: what the others are translated from; uploaded: a file of its own.
             * @enum {string}
             */
            origin: "original" | "machine" | "uploaded";
            /** @description Raised by every change. */
            revision: number;
            lines: {
                /** @description From 0, in the order they begin. */
                place: number;
                /** @description Milliseconds from the beginning of the video. */
                startMs: number;
                /** @description Milliseconds; after the start. */
                endMs: number;
                /** @description Without markup; lines parted by line feeds. */
                text: string;
                /** @enum {string} */
                source: "human" | "machine";
                sourceText: string | null;
                confidence: number | null;
            }[];
        };
        /** CatalogueImport */
        CatalogueImport: {
            /** Format: uuid */
            id: string;
            name: string;
            language: string;
            bytes: number;
            /** @enum {string} */
            stage: "check" | "import";
            /** @enum {string} */
            status: "waiting" | "running" | "ended" | "failed";
            /** @description Read so far. */
            records: number;
            failed: number;
            report: components["schemas"]["ImportReport"] | null;
            hasFailedLines: boolean;
            /** @description Why it could not be read at all; "" = it could. */
            fault: string;
            by: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
        };
        /** CatalogueImportList */
        CatalogueImportList: {
            items: components["schemas"]["CatalogueImport"][];
        };
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
            /** @description The same picture, smaller or in another format, the largest first. */
            renditions: {
                /** @description Path below the address of the API. */
                url: string;
                /** @description Pixels; the shape is that of the picture. */
                width: number;
                mediaType: string;
            }[];
        };
        /** ImportColumns */
        ImportColumns: {
            columns: {
                /** @description Of the column, as the file writes it. */
                name: string;
                field: string | null;
            }[];
            fields: string[];
        };
        /** ImportReport */
        ImportReport: {
            format: string;
            encoding: string;
            separator?: string;
            /** @description Columns that mean nothing here. */
            ignored: string[];
            records: number;
            created: number;
            updated: number;
            unchanged: number;
            failed: number;
            duplicates: number;
            /** @description Categories and tags that are made. */
            topics: string[];
            /** @description The first 200. */
            changes: {
                /** @description Of the file, from 1. */
                line: number;
                slug: string;
                what: string;
                fields: string[];
            }[];
            /** @description The first 200. */
            faults: {
                /** @description Of the file, from 1. */
                line: number;
                field: string;
                message: string;
            }[];
            seconds: number;
        };
        /** InvitationList */
        InvitationList: {
            items: {
                /** Format: uuid */
                id: string;
                email: string;
                /** @enum {string} */
                role: "member" | "editor" | "admin";
                invitedBy: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                expiresAt: string;
            }[];
        };
        /** InvitationMade */
        InvitationMade: {
            /** Format: uuid */
            id: string;
            /** @description For the link; shown this once. */
            token: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            expiresAt: string;
            /** @description The link went to the address by letter. */
            mailed: boolean;
        };
        /** LanguageList */
        LanguageList: {
            items: components["schemas"]["SiteLanguage"][];
        };
        /** LibreError */
        LibreError: {
            error: string;
        };
        /** ListingAddress */
        ListingAddress: {
            slug: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            updatedAt: string;
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
        /** OwnData */
        OwnData: {
            [key: string]: unknown;
        };
        /** PasskeyList */
        PasskeyList: {
            items: {
                /** Format: uuid */
                id: string;
                name: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                lastUsedAt: string | null;
            }[];
        };
        /** PasskeyOptions */
        PasskeyOptions: {
            challenge: string;
        } & {
            [key: string]: unknown;
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
        /** RecoveryCodes */
        RecoveryCodes: {
            codes: string[];
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
            /** @description More rooms fit than these. */
            more: boolean;
        };
        /** SecondFactor */
        SecondFactor: {
            enabled: boolean;
            /** @description Recovery codes that were not used. */
            codesLeft: number;
            /** @description The site demands one of this role. */
            demanded: boolean;
        };
        /** SecondFactorBegun */
        SecondFactorBegun: {
            /** @description Base32, to type into an authenticator. */
            secret: string;
            /** @description otpauth://, for a picture that an authenticator reads. */
            uri: string;
        };
        /** SessionList */
        SessionList: {
            items: {
                /** Format: uuid */
                id: string;
                userAgent: string;
                ip: string;
                /** @description It is the one that asks. */
                current: boolean;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                lastUsedAt: string;
            }[];
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
            /** @description Once readers see it. */
            tool?: {
                slug: string;
            };
            /** @description Of a listing: whether editors let it be seen. */
            decision?: {
                /** @enum {string} */
                status: "waiting" | "published" | "refused";
                /** @description Why it was refused, in the editor’s words; "" = they gave none. */
                reason: string;
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
        /** SubmissionBatch */
        SubmissionBatch: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            source: "list" | "bookmarks" | "sitemap";
            /** @description Addresses that were left out: so many were one too many. */
            left: number;
            progress: number;
            ended: boolean;
            counts: {
                open: number;
                /** @description New listings, seen already or waiting for an editor. */
                listed: number;
                duplicate: number;
                failed: number;
            };
            items: {
                /** @description As it was given. */
                url: string;
                /**
                 * @description refused = not taken in, for `problem`.
                 * @enum {string}
                 */
                status: "refused" | "queued" | "running" | "done" | "failed";
                progress: number;
                /** @description The page was listed, or on its way, already. */
                duplicate: boolean;
                /** Format: uuid */
                submission?: string;
                /** @description Once readers see it. */
                tool?: {
                    slug: string;
                };
                /** @description Of a listing: whether editors let it be seen. */
                decision?: {
                    /** @enum {string} */
                    status: "waiting" | "published" | "refused";
                    /** @description Why it was refused, in the editor’s words; "" = they gave none. */
                    reason: string;
                };
                problem?: {
                    code: string;
                    reason?: string;
                    title: string;
                    detail: string;
                };
            }[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
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
            unreachableSince: string | null;
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
        /** UploadedCaptions */
        UploadedCaptions: {
            /** @enum {string} */
            format: "vtt" | "srt";
            /** @description Of the file, as it was read. */
            encoding: string;
            /** @description What was mended or left out, with the line of the file. */
            notes: {
                line: number;
                message: string;
            }[];
            track: components["schemas"]["CaptionTrack"];
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
            /** @description The role wants a second factor first; until then it is that of a member. */
            needsSecondFactor?: boolean;
        };
        /** Video */
        Video: {
            /** Format: uuid */
            id: string;
            /** @description Slug of the listing. */
            tool: string;
            /** @description Of the file, as its owner calls it. */
            name: string;
            /**
             * @description uploaded: waits to be looked at; processing: renditions are made; ready: nothing is left to do, and there is one.
             * @enum {string}
             */
            state: "uploading" | "uploaded" | "processing" | "ready" | "failed";
            problem: {
                /** @description checksum, duplicate, cancelled, unavailable, timeout, or why the service refused it: not-a-video, damaged, too-long, … */
                code: string;
                /** @description For people. */
                detail: string;
            } | null;
            /** @description Of the file. */
            bytes: number;
            sha256: string | null;
            durationSeconds: number | null;
            width: number | null;
            height: number | null;
            /** @description At least one rendition is there. */
            playable: boolean;
            loudness: number | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
            poster: string | null;
            storyboard: string | null;
            playlist: string | null;
            fallback: string | null;
            /** @description The lowest first; who may not change the video sees those that are there. */
            renditions: {
                /** @description "360p": the shorter side; "source" of a small source. */
                rung: string;
                /** @enum {string} */
                state: "waiting" | "running" | "done" | "failed" | "cancelled";
                /** @description 0 to 1. */
                progress: number;
                width: number;
                height: number;
                bytes: number | null;
                problem: {
                    /** @description checksum, duplicate, cancelled, unavailable, timeout, or why the service refused it: not-a-video, damaged, too-long, … */
                    code: string;
                    /** @description For people. */
                    detail: string;
                } | null;
            }[];
            captions: {
                /**
                 * @description A language of the site.
                 * @enum {string}
                 */
                language: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                /** @enum {string} */
                origin: "original" | "machine" | "uploaded";
                /** @description WebVTT. */
                url: string;
            }[];
            transcript: {
                /** @enum {string} */
                state: "waiting" | "failed";
                language: ("en" | "fr" | "es" | "it" | "de" | "nl" | "pt") | null;
                problem: {
                    /** @description checksum, duplicate, cancelled, unavailable, timeout, or why the service refused it: not-a-video, damaged, too-long, … */
                    code: string;
                    /** @description For people. */
                    detail: string;
                } | null;
            } | null;
            /** @description Whoever asks may change it. */
            mayEdit: boolean;
            /** @description Whoever asks may have it written down by a machine now: there is an engine, sound, and no original. */
            mayTranscribe: boolean;
        };
        /** VideoList */
        VideoList: {
            items: components["schemas"]["Video"][];
            /** @description Whoever asks may add one: editors, and who brought the listing. */
            mayAdd: boolean;
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
            /** @description It was merged into another listing: Location. */
            308: {
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
    listAddresses: {
        parameters: {
            query: {
                /** @description The first slug; "" = from the beginning. */
                from: string;
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
                    "application/json": components["schemas"]["AddressList"];
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
    listAddressParts: {
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
                    "application/json": components["schemas"]["AddressList"];
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
    listCaptions: {
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
                    "application/json": components["schemas"]["CaptionList"];
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
    getCaptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A language of the site. */
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
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
                    "application/json": components["schemas"]["CaptionTrack"];
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
    uploadCaptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A language of the site. */
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
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
                    "application/json": components["schemas"]["UploadedCaptions"];
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
    removeCaptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A language of the site. */
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are gone. */
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
    editCaptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A language of the site. */
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    revision: number;
                    lines: {
                        place: number;
                        text: string;
                    }[];
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
                    "application/json": components["schemas"]["CaptionTrack"];
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
    downloadCaptions: {
        parameters: {
            query: {
                format: "vtt" | "srt";
            };
            header?: never;
            path: {
                id: string;
                /** @description A language of the site. */
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The captions, set so that they can be read: two lines of 42 columns, long enough. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/vtt": string;
                    "application/x-subrip": string;
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
    submitSeveral: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Addresses, one a line; or a file of bookmarks as browsers write it; or the text of a sitemap. */
                    text?: string;
                    /** @description The address of a sitemap, instead of `text`. */
                    sitemap?: string;
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
                    "application/json": components["schemas"]["SubmissionBatch"];
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
    getSubmissionBatch: {
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
                    "application/json": components["schemas"]["SubmissionBatch"];
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
    cancelSubmissionBatch: {
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
                    "application/json": components["schemas"]["SubmissionBatch"];
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
    accountOptions: {
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
                    "application/json": components["schemas"]["AccountOptions"];
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
    signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    /** @description Shown to the others. */
                    name: string;
                    password: string;
                    /**
                     * @description A language of the site.
                     * @enum {string}
                     */
                    lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                };
            };
        };
        responses: {
            /** @description A letter is on its way, where there is one to send. */
            202: {
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
    confirmSignUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description From the link of the letter. */
                    token: string;
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
                        email: string;
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
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    /**
                     * @description A language of the site.
                     * @enum {string}
                     */
                    lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                };
            };
        };
        responses: {
            /** @description A letter is on its way, where there is one to send. */
            202: {
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
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description From the link of the letter. */
                    token: string;
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
                    "application/json": {
                        email: string;
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
                    /** @description Of an authenticator, or a recovery code, where there is a second factor. */
                    code?: string;
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
    adminListTools: {
        parameters: {
            query: {
                status?: "draft" | "published" | "pending" | "hidden" | "deleted" | "merged";
                q?: string;
                category?: string;
                /** @description A language of the site. */
                missing?: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                /** @description A language of the site. */
                unreviewed?: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                reported?: boolean;
                /** @description Whose page cannot be read any more. */
                unreachable?: boolean;
                sort: "newest" | "oldest" | "name";
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
                    "application/json": components["schemas"]["AdminListingPage"];
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
    adminGetTool: {
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
                    "application/json": components["schemas"]["AdminListing"];
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
    adminEditTool: {
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
                    /** @description The one that the edit was made of; another one meanwhile is answered with 409 and both versions. */
                    revision: number;
                    name?: string;
                    slug?: string;
                    url?: string;
                    /** @enum {string} */
                    pricing?: "free" | "freemium" | "paid" | "contact" | "unknown";
                    category?: string | null;
                    tags?: string[];
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
                    "application/json": components["schemas"]["AdminListing"];
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
    adminFindTool: {
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
                    "application/json": {
                        id: string | null;
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
    adminSetStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[];
                    /** @enum {string} */
                    status: "published" | "pending" | "hidden" | "deleted";
                    /** @description Read by who submitted it; "" = none. */
                    reason?: string;
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
                        /** @description How many became something else. */
                        changed: number;
                        /** @description Ids of no listing. */
                        unknown: string[];
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
    adminMergeTool: {
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
                    /** Format: uuid */
                    into: string;
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
                    "application/json": components["schemas"]["AdminListing"];
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
    adminSaveTranslation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A language of the site. */
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The one that the edit was made of; another one meanwhile is answered with 409 and both versions. */
                    revision: number;
                    texts: {
                        name?: string;
                        tagline?: string;
                        overview?: string;
                        /** @description Markdown. */
                        description?: string;
                        keyFeatures?: string[];
                        useCases?: string[];
                        metaTitle?: string;
                        metaDescription?: string;
                    };
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
                    "application/json": components["schemas"]["AdminListingTranslation"];
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
    adminNextTranslation: {
        parameters: {
            query: {
                /** @description A language of the site. */
                lang: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                after?: string;
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
                        id: string | null;
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
    adminCoverage: {
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
                    "application/json": components["schemas"]["AdminCoverage"];
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
    adminMatrix: {
        parameters: {
            query: {
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
                    "application/json": components["schemas"]["AdminMatrix"];
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
    adminListTerms: {
        parameters: {
            query: {
                /** @description Part of a name in any language, or of the slug. */
                q?: string;
                /** @description These alone, with commas between them; those that are not there are left out. */
                slugs?: string;
                cursor?: string;
                limit: number;
            };
            header?: never;
            path: {
                kind: "categories" | "tags";
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
                    "application/json": components["schemas"]["AdminTermList"];
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
    adminAddTerm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: "categories" | "tags";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 0 = a new one.
                     * @default 0
                     */
                    revision: number;
                    slug: string;
                    icon?: string;
                    texts: {
                        /**
                         * @description A language of the site.
                         * @enum {string}
                         */
                        language: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                        /** @description "" takes the language away. */
                        name: string;
                        description?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description A category or a tag. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminTerm"];
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
    adminChangeTerm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: "categories" | "tags";
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 0 = a new one.
                     * @default 0
                     */
                    revision: number;
                    slug: string;
                    icon?: string;
                    texts: {
                        /**
                         * @description A language of the site.
                         * @enum {string}
                         */
                        language: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
                        /** @description "" takes the language away. */
                        name: string;
                        description?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description A category or a tag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminTerm"];
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
    adminRemoveTerm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: "categories" | "tags";
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
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
    adminMergeTerm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: "categories" | "tags";
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    into: string;
                };
            };
        };
        responses: {
            /** @description A category or a tag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminTerm"];
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
    adminOrderCategories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[];
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
                    "application/json": components["schemas"]["AdminTermList"];
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
    report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    tool?: string;
                    /** Format: uuid */
                    message?: string;
                    /** @enum {string} */
                    reason: "spam" | "wrong" | "abuse" | "broken" | "other";
                    note?: string;
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
                    "application/json": {
                        /** Format: uuid */
                        id: string;
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
    adminListReports: {
        parameters: {
            query: {
                status: "open" | "resolved" | "dismissed";
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
                    "application/json": components["schemas"]["AdminReportPage"];
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
    adminSettleReport: {
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
                    /** @enum {string} */
                    status: "open" | "resolved" | "dismissed";
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
                    "application/json": components["schemas"]["AdminReport"];
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
    adminListHosts: {
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
                        items: components["schemas"]["AdminHostBlock"][];
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
    adminBlockHost: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    host: string;
                    /** @description Read by who submitted it; "" = none. */
                    reason?: string;
                    /** @description Take those that are listed from view. */
                    hide?: boolean;
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
                        hidden: number;
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
    adminAllowHost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                host: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Allowed. */
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
    adminListPageChanges: {
        parameters: {
            query: {
                status: "open" | "applied" | "dismissed";
                tool?: string;
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
                    "application/json": components["schemas"]["AdminPageChangePage"];
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
    adminSettlePageChange: {
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
                    /** @description What the listing takes over from its page; none = it stays as it is. */
                    fields: ("name" | "tagline" | "overview" | "description" | "keyFeatures" | "pricing" | "price" | "url")[];
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
                    "application/json": components["schemas"]["AdminPageChange"];
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
    adminSummary: {
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
                    "application/json": components["schemas"]["AdminSummary"];
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
    adminListSubmissions: {
        parameters: {
            query: {
                status?: "queued" | "running" | "done" | "failed";
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
                    "application/json": components["schemas"]["AdminSubmissionPage"];
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
    adminRetrySubmission: {
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
            /** @description It is queued. */
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
    adminListJobs: {
        parameters: {
            query: {
                state?: "created" | "retry" | "active" | "completed" | "cancelled" | "failed";
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
                    "application/json": {
                        items: components["schemas"]["AdminJob"][];
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
    adminRetryJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                queue: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is queued. */
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
    adminListPeople: {
        parameters: {
            query: {
                q?: string;
                role?: "guest" | "member" | "editor" | "admin";
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
                    "application/json": components["schemas"]["AdminPersonPage"];
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
    adminChangePerson: {
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
                    /** @enum {string} */
                    role?: "member" | "editor" | "admin";
                    disabled?: boolean;
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
                    "application/json": components["schemas"]["AdminPerson"];
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
    adminListAudit: {
        parameters: {
            query: {
                subjectId?: string;
                actorId?: string;
                action?: string;
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
                    "application/json": components["schemas"]["AdminAuditPage"];
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
    adminUndo: {
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
                        /** Format: uuid */
                        id: string;
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
    adminGetSettings: {
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
                    "application/json": components["schemas"]["AdminSettings"];
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
    adminChangeSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    submissions?: "open" | "review";
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
                    "application/json": components["schemas"]["AdminSettings"];
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
    adminListImports: {
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
                    "application/json": components["schemas"]["CatalogueImportList"];
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
    adminBeginImport: {
        parameters: {
            query: {
                /** @description What the file is called. */
                name: string;
                /** @description A language of the site. */
                lang?: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueImport"];
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
    adminGetImport: {
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
                    "application/json": components["schemas"]["CatalogueImport"];
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
    adminImportColumns: {
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
                    "application/json": components["schemas"]["ImportColumns"];
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
    adminMapImportColumns: {
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
                    columns: {
                        /** @description Of the column, as the file writes it. */
                        name: string;
                        field: string | null;
                    }[];
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
                    "application/json": components["schemas"]["CatalogueImport"];
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
    adminRunImport: {
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
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueImport"];
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
    adminFailedLines: {
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
                    "application/json": string;
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
    listSessions: {
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
                    "application/json": components["schemas"]["SessionList"];
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
    endSession: {
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
            /** @description It has ended. */
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
    exportOwnData: {
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
                    "application/json": components["schemas"]["OwnData"];
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
    eraseOwnAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
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
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    /** @description Shown to the others. */
                    name: string;
                    password: string;
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
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: string;
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
    adminListInvitations: {
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
                    "application/json": components["schemas"]["InvitationList"];
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
    adminInvite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    /** @enum {string} */
                    role: "member" | "editor" | "admin";
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
                    "application/json": components["schemas"]["InvitationMade"];
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
    adminRevokeInvitation: {
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
            /** @description The link holds no more. */
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
    getSecondFactor: {
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
                    "application/json": components["schemas"]["SecondFactor"];
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
    beginSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorBegun"];
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
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
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
                    "application/json": components["schemas"]["RecoveryCodes"];
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
    removeSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description It is gone. */
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
    listApiTokens: {
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
                    "application/json": components["schemas"]["ApiTokenList"];
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
    addApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What it is for. */
                    name: string;
                    /**
                     * @description `read` asks alone; `write` changes what its owner may change.
                     * @enum {string}
                     */
                    scope: "read" | "write";
                    /** @description Until it ends; absent = never. */
                    days?: number;
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
                    "application/json": components["schemas"]["ApiTokenMade"];
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
    revokeApiToken: {
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
            /** @description It holds no more. */
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
    askForPasskey: {
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
                    "application/json": components["schemas"]["PasskeyOptions"];
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
    loginWithPasskey: {
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
                    response: {
                        id: string;
                        rawId: string;
                        /** @enum {string} */
                        type: "public-key";
                        /** @enum {string} */
                        authenticatorAttachment?: "platform" | "cross-platform";
                        clientExtensionResults: {
                            [key: string]: unknown;
                        };
                        response: {
                            clientDataJSON: string;
                            authenticatorData: string;
                            signature: string;
                            userHandle?: string;
                        };
                    };
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
    listPasskeys: {
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
                    "application/json": components["schemas"]["PasskeyList"];
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
    addPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description To tell it from others. */
                    name: string;
                    response: {
                        id: string;
                        rawId: string;
                        /** @enum {string} */
                        type: "public-key";
                        /** @enum {string} */
                        authenticatorAttachment?: "platform" | "cross-platform";
                        clientExtensionResults: {
                            [key: string]: unknown;
                        };
                        response: {
                            clientDataJSON: string;
                            attestationObject: string;
                            transports?: string[];
                        };
                    };
                };
            };
        };
        responses: {
            /** @description It signs in from now on. */
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
    beginPasskey: {
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
                    "application/json": components["schemas"]["PasskeyOptions"];
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
    removePasskey: {
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
            /** @description It is gone. */
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
    renamePasskey: {
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
                    /** @description To tell it from others. */
                    name: string;
                };
            };
        };
        responses: {
            /** @description It is called so. */
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
    listVideos: {
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
                    "application/json": components["schemas"]["VideoList"];
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
    fetchVideo: {
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
                    /** @description Of the file itself, http or https. */
                    url: string;
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
                    "application/json": components["schemas"]["Video"];
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
    getVideo: {
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
                    "application/json": components["schemas"]["Video"];
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
    removeVideo: {
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
            /** @description It is gone. */
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
    transcribeVideo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description What is spoken; absent: the engine finds out. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description A language of the site.
                     * @enum {string}
                     */
                    language?: "en" | "fr" | "es" | "it" | "de" | "nl" | "pt";
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
                    "application/json": components["schemas"]["Video"];
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
    retryVideo: {
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
                    /** @description Of this rendition alone, or of preview (the pictures) or probe; absent: of all. */
                    rung?: string;
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
                    "application/json": components["schemas"]["Video"];
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
    cancelVideo: {
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
                    /** @description Of this rendition alone, or of preview (the pictures) or probe; absent: of all. */
                    rung?: string;
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
                    "application/json": components["schemas"]["Video"];
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
}
