/** Request header in which the proxy tells the pages their language. */
export const languageHeader = 'x-parlance-language'
