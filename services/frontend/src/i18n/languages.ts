/** The languages of the site, as the contract between the services has them. */
export { isLanguage, type Language, languageNames, languages } from '@parlance/contracts/languages'
