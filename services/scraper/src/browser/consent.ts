/** Where the usual makers of consent banners put them, and what they lay over the page. */
const banners = [
  '#onetrust-consent-sdk, #onetrust-banner-sdk, .onetrust-pc-dark-filter, .optanon-alert-box-wrapper',
  '#CybotCookiebotDialog, #CybotCookiebotDialogBodyUnderlay, #cookiebanner',
  '#didomi-host, #didomi-popup, .didomi-popup-container',
  '#qc-cmp2-container, .qc-cmp2-container, .qc-cmp-ui-container',
  '#truste-consent-track, .truste_overlay, .truste_box_overlay, #consent_blackbar, .truste-banner',
  '#usercentrics-root, #usercentrics-cmp-ui, #uc-center-container',
  '[id^="sp_message_container"], .sp-message-open',
  '.osano-cm-window, .osano-cm-dialog',
  '.cky-consent-container, .cky-overlay, .cky-modal, #cookie-law-info-bar, .cli-modal-backdrop',
  '.cmplz-cookiebanner, #cmplz-cookiebanner-container',
  '#BorlabsCookieBox, [data-borlabs-cookie-dialog]',
  '#iubenda-cs-banner, .iubenda-cs-overlay',
  '.klaro, #klaro',
  '.cc-window, .cc-banner, .cc-grower, #cc-main, #cc--main',
  '#termly-code-snippet-support, .termly-styles-root',
  '#axeptio_overlay, #axeptio_main_button',
  '#tarteaucitronRoot, #tarteaucitronAlertBig',
  '#cmpbox, #cmpbox2, #cmpwrapper, .cmpboxBG',
  '#cookie-notice, #catapult-cookie-bar, #moove_gdpr_cookie_info_bar, #gdpr-cookie-message',
  '#hs-eu-cookie-confirmation',
  '.fc-consent-root, .fc-dialog-overlay',
  '#ccc, #ccc-overlay, #ccc-module',
  '#shopify-pc__banner, #shopify-pc__prefs__overlay',
  '#_evidon_banner, #_evidon-background',
  '#lanyard_root, #ketch-consent-banner, #transcend-consent-manager, #tealium_ensModal, #__tealiumGDPRecModal',
  '.sqs-cookie-banner-v2, [data-testid="cookie-policy-manage-dialog"], [data-cookiebanner]',
  '#cookie-consent, #cookieConsent, #cookie-banner, #cookieBanner, .cookie-banner, .cookie-consent, .cookie-notice, .cookieconsent',
].join(', ')

/** Words of a banner that nobody has named, in the languages of the directory; `i` throughout. */
const words =
  'cookies?|gdpr|rgpd|dsgvo|we value your privacy|consent|consentement|consentimiento|consenso|einwilligung|toestemming|consentimento|traceurs'

/**
 * Runs in the page: hides banners that ask for consent, known ones by their place and others by lying fixed over the page
 * and speaking of cookies, and lets the page scroll again. Nothing is clicked, so nothing is agreed to. Styles are set
 * through the object model, which no content security policy forbids.
 */
export const hideConsent = `(() => {
  const hide = (element) => element.style.setProperty('display', 'none', 'important')
  for (const element of document.querySelectorAll(${JSON.stringify(banners)})) hide(element)
  const words = new RegExp(${JSON.stringify(words)}, 'i')
  let asked = document.querySelector(${JSON.stringify(banners)}) !== null
  const laid = []
  let looked = 0
  for (const element of document.querySelectorAll('body > *, body > * > *, body > * > * > *, dialog, [role="dialog"], [aria-modal="true"]')) {
    if (++looked > 2000) break
    const { position, display, filter } = getComputedStyle(element)
    if (filter.includes('blur')) laid.push(() => element.style.setProperty('filter', 'none', 'important'))
    if (display === 'none' || !(position === 'fixed' || position === 'sticky' || element.matches('dialog, [role="dialog"], [aria-modal="true"]'))) continue
    const inside = element.shadowRoot ?? element
    // A frame of another site tells nothing but its name; of a shadow, innerText tells nothing at all.
    const text = element.shadowRoot ? element.shadowRoot.textContent ?? '' : element.innerText ?? ''
    const frame = element.matches('iframe') ? element : text.trim() === '' ? element.querySelector(':scope > iframe') : null
    const named = frame ? [frame.title, frame.id, frame.name, frame.src].join(' ') : ''
    const asks = text.length > 0 && text.length < 3000 && words.test(text) && inside.querySelector('button, a, input, [role="button"]')
    if (asks || (named !== '' && words.test(named))) {
      asked = true
      hide(element)
    } else if (text.trim() === '' && !inside.querySelector('img, video, canvas, svg, iframe')) {
      const { width, height } = element.getBoundingClientRect()
      if (width >= innerWidth * 0.9 && height >= innerHeight * 0.9) laid.push(() => hide(element))
    }
  }
  // What lies between the page and a banner goes with it, and only with it.
  if (asked) for (const lift of laid) lift()
  for (const root of [document.documentElement, document.body]) {
    if (!root) continue
    if (getComputedStyle(root).overflow === 'hidden') root.style.setProperty('overflow', 'visible', 'important')
    if (getComputedStyle(root).filter !== 'none') root.style.setProperty('filter', 'none', 'important')
  }
})()`
