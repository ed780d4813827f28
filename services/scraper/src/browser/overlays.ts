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

/** Where the usual makers of prompts to sign in put them: Google's One Tap, Facebook's, those of LinkedIn. */
const prompts = [
  '#credential_picker_container, #credential_picker_iframe, iframe[src*="accounts.google.com/gsi/iframe"]',
  '#fb-root iframe[src*="/plugins/login_button"], .fb_dialog_content',
  '.contextual-sign-in-modal, #base-contextual-sign-in-modal',
].join(', ')

/** Words by which a dialog asks people to sign in, to have an account, or to have letters; `i` throughout. */
const invitations = [
  '(?:sign|log)[ -]?(?:in|up|on)\\b|create (?:an?|your) (?:free )?account|continue with (?:google|apple|facebook|e-?mail)|newsletter|subscribe',
  "se connecter|connectez-vous|s[’']inscrire|inscrivez-vous|créer (?:un|votre) compte|abonnez-vous",
  'iniciar sesi[óo]n|inicia sesi[óo]n|reg[íi]strate|crear? (?:una |tu )?cuenta|suscr[íi]bete|bolet[íi]n',
  '\\baccedi\\b|registrati|iscriviti|crea (?:un )?account',
  '\\banmelden\\b|einloggen|registrieren|konto erstellen|abonnieren',
  'inloggen|\\baanmelden\\b|registreren|account aanmaken|nieuwsbrief',
  'iniciar sess[ãa]o|inicie sess[ãa]o|fazer login|criar (?:uma )?conta|cadastre-se|registe-se|assine',
].join('|')

/**
 * Runs in the page: hides what lies over it and is not it, and lets the page scroll again.
 * - Banners that ask for consent: known ones by their place, others by lying fixed over the page and speaking of cookies.
 * - Dialogs that ask people to sign in, to have an account or to have letters: by their words, where they lie over the middle of a page that
 *   has more words of its own. A page that is nothing but such a dialog stays as it is, as do bars at an edge with a link to sign in.
 *
 * Nothing is clicked, so nothing is agreed to. Styles are set through the object model, which no content security policy forbids.
 */
export const hideOverlays = `(() => {
  const hide = (element) => element.style.setProperty('display', 'none', 'important')
  const known = ${JSON.stringify(`${banners}, ${prompts}`)}
  let asked = document.querySelector(known) !== null
  for (const element of document.querySelectorAll(known)) hide(element)
  const words = new RegExp(${JSON.stringify(words)}, 'i')
  const invitations = new RegExp(${JSON.stringify(invitations)}, 'i')
  const lettersOf = (text) => text.replace(/\\s+/g, '').length
  const overMiddle = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    return left <= innerWidth / 2 && right >= innerWidth / 2 && top <= innerHeight / 2 && bottom >= innerHeight / 2
  }
  const invites = (element, inside, text) =>
    text.length < 1500 && invitations.test(text) && inside.querySelector('button, input, [role="button"]') && overMiddle(element)
    && lettersOf(document.body.innerText) - (element.shadowRoot ? 0 : lettersOf(text)) >= 2 * lettersOf(text)
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
    if (asks || (named !== '' && words.test(named)) || invites(element, inside, text)) {
      asked = true
      hide(element)
    } else if (text.trim() === '' && !inside.querySelector('img, video, canvas, svg, iframe')) {
      const { width, height } = element.getBoundingClientRect()
      if (width >= innerWidth * 0.9 && height >= innerHeight * 0.9) laid.push(() => hide(element))
    }
  }
  // What lies between the page and what asks goes with it, and only with it.
  if (asked) for (const lift of laid) lift()
  for (const root of [document.documentElement, document.body]) {
    if (!root) continue
    if (getComputedStyle(root).overflow === 'hidden') root.style.setProperty('overflow', 'visible', 'important')
    if (getComputedStyle(root).filter !== 'none') root.style.setProperty('filter', 'none', 'important')
  }
})()`
