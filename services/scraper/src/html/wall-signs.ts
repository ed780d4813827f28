import type { WallKind } from './reading.ts'

/** What gives a kind away: in the title, a heading or the text of a page. */
export interface Sign {
  readonly kind: WallKind
  readonly where: 'title' | 'text' | 'any'
  /** 1 is enough for a page that says nothing else. */
  readonly weight: number
  readonly pattern: RegExp
}

const sign = (kind: WallKind, where: Sign['where'], weight: number, pattern: RegExp): Sign => ({
  kind,
  where,
  weight,
  pattern,
})

/** The signs of pages that are no listing, in the languages of the directory. Written by what such pages say. */
export const signs: readonly Sign[] = [
  // Error pages.
  sign(
    'error-page',
    'title',
    0.9,
    /(?:^|[|–—:·-])\s*(?:http\s*)?(?:error|erreur|errore|fehler|fout|erro)?\s*\W?(?:40[0-9]|410|429|451|50[0-4]|52[0-7])(?!\d|\s*(?:ways|tips|words|\p{Ll}{2,}s\b))|\b(?:40[0-9]|410|429|451|50[0-4]|52[0-7])\W*(?:error|erreur|errore|fehler|fout|erro)?\s*$/iu,
  ),
  sign(
    'error-page',
    'any',
    0.9,
    /\b(?:page|file|resource|url|site|content|document|article|product|listing) (?:(?:was|is|could|can) ?not(?: be)?|cannot be|can't be|couldn.t be|not|isn.t|no longer) (?:found|exist|available|here)/i,
  ),
  sign(
    'error-page',
    'any',
    0.9,
    /\b(?:page|that address|this link) (?:you (?:are|were|requested|tried)[\w ,']{0,60})?(?:does(?: not|n.t)|no longer) exists?\b/i,
  ),
  sign(
    'error-page',
    'any',
    0.8,
    /\b(?:internal server error|bad gateway|gateway time-?out|service (?:temporarily )?unavailable|not found|forbidden|access denied|bad request|too many requests|this site can.t be reached|application error|fatal error|server error|web server is down|an error (?:has )?occurred|something went wrong|(?:the )?(?:origin|web) ?server (?:is|reported|returned))\b/i,
  ),
  sign(
    'error-page',
    'any',
    0.8,
    /\b(?:error establishing a database connection|uncaught exception|parse error: syntax error|stack trace:|traceback \(most recent call last\)|whitelabel error page|runtime error|deployment_not_found|(?:this )?deployment (?:not found|has failed|cannot be found)|no such app|repository not found|there isn.t a github pages site here|oops)/i,
  ),
  sign(
    'error-page',
    'any',
    0.9,
    /\b(?:page|contenu|adresse|ressource|article)\b.{0,40}\b(?:introuvable|n.existe (?:pas|plus)|n.a pas été trouvée?|indisponible|n.est (?:pas|plus) disponible)/i,
  ),
  sign(
    'error-page',
    'any',
    0.8,
    /\b(?:erreur (?:interne|serveur|du serveur)|accès (?:refusé|interdit)|une erreur (?:est survenue|s.est produite))/i,
  ),
  sign(
    'error-page',
    'any',
    0.9,
    /\b(?:seite|inhalt|datei|adresse|artikel)\b.{0,40}\b(?:nicht gefunden|existiert nicht(?: mehr)?|nicht (?:mehr )?(?:verfügbar|vorhanden)|gibt es nicht)/i,
  ),
  sign(
    'error-page',
    'any',
    0.8,
    /\b(?:interner serverfehler|zugriff verweigert|ein fehler ist aufgetreten|fehler \d{3})/i,
  ),
  sign(
    'error-page',
    'any',
    0.9,
    /\b(?:p[áa]gina|contenido|conte[úu]do|archivo|arquivo|direcci[óo]n|endereço|recurso)\b.{0,40}\b(?:no (?:se )?(?:ha (?:podido )?)?(?:sido )?(?:encontrad|existe|encontr|está disponible)|n[ãa]o (?:foi )?(?:encontrad|existe|está disponível))/i,
  ),
  sign(
    'error-page',
    'any',
    0.8,
    /\b(?:acceso denegado|acesso negado|error (?:interno )?del servidor|erro (?:interno )?do servidor|ha ocurrido un error|ocorreu um erro|se ha producido un error)/i,
  ),
  sign(
    'error-page',
    'any',
    0.9,
    /\b(?:pagina|contenuto|indirizzo|risorsa|file)\b.{0,40}\b(?:non (?:è stat[ao] )?trovat[ao]|non esiste|non (?:è )?(?:più )?disponibile|inesistente)/i,
  ),
  sign(
    'error-page',
    'any',
    0.8,
    /\b(?:accesso negato|errore (?:interno )?del server|si è verificato un errore)/i,
  ),
  sign(
    'error-page',
    'any',
    0.9,
    /\b(?:pagina|inhoud|adres|bestand|artikel)\b.{0,40}\b(?:niet (?:meer )?(?:gevonden|beschikbaar)|bestaat niet|kon niet worden gevonden)/i,
  ),
  sign(
    'error-page',
    'any',
    0.8,
    /\b(?:toegang geweigerd|interne serverfout|er is (?:een fout opgetreden|iets misgegaan))/i,
  ),
  // Walls against robots.
  sign(
    'bot-wall',
    'title',
    0.8,
    /^(?:just a moment|one more step|attention required|one moment, please|please wait|un momento|einen moment|un instant|een moment|um momento|access (?:to this page has been )?denied|pardon our interruption|making sure you|are you (?:a )?(?:human|robot)|robot (?:check|or human)|security check(?:point)?|human verification|bot verification|ddos-guard|checking your browser|verifying)/i,
  ),
  sign(
    'bot-wall',
    'text',
    0.9,
    /\b(?:checking (?:your browser|if the site connection is secure|if you are human)|verify(?:ing)? (?:that )?you(?:'re| are) (?:a |not a )?(?:human|robot|bot)|mak(?:e|ing) sure (?:that )?you(?:'re| are) (?:human|not a (?:robot|bot))|(?:made us )?think (?:that )?you (?:were|might be) a (?:ro)?bot|verifying your browser|your request is being verified|security checkpoint|are (?:you )?(?:a )?(?:human|robot)\?|prove (?:that )?you(?:'re| are) (?:a )?(?:human|not a robot)|i(?:'| a)m not a robot|complete the (?:security check|captcha|challenge)|solve (?:the|this) (?:captcha|puzzle)|needs to review the security of your connection|unusual (?:traffic|activity) (?:from|has been)|automated (?:access|requests|queries|traffic)|ddos protection by|performance (?:&|and) security by cloudflare|protected by (?:an )?anti-?bot|your (?:request|ip)[\w ]{0,30} (?:has been )?blocked|you have been blocked|press (?:&|and) hold|enable javascript and cookies to continue|making sure you(?:'re| are) not a bot|why do i have to complete a captcha|completing the captcha proves|run an anti-virus scan on your device|scan across the network looking for misconfigured|javascript and cookies)/i,
  ),
  sign(
    'bot-wall',
    'text',
    0.9,
    /\b(?:vérifi\w+ (?:que vous êtes|votre navigateur)|êtes.vous (?:un )?(?:humain|robot)|je ne suis pas un robot|comprueba que eres humano|no soy un robot|verificando (?:tu|su|seu) navegador|verifica(?:ndo|ción)? (?:que eres|si eres|que é|se você é) ?(?:un |um )?humano|verifica di essere umano|non sono un robot|controllo del browser|überprüfen,? ob sie ein mensch|ich bin kein roboter|ihr browser wird überprüft|bestätigen sie,? dass sie (?:ein mensch|kein roboter)|ik ben geen robot|controleren (?:of u een mens bent|van uw browser)|não sou um robô|confirme que (?:você )?é humano)/i,
  ),
  // A sign-in where the page should be.
  sign(
    'login-wall',
    'title',
    0.7,
    /^(?:(?:please )?(?:log|sign)[ -]?in|login|sign in (?:to|with|-)|connexion|se connecter|identifiez-vous|iniciar sesi[óo]n|inicia sesi[óo]n|accedi|accesso|effettua l.accesso|anmelden|anmeldung|einloggen|login|inloggen|aanmelden|entrar|iniciar sess[ãa]o|fa[çc]a login)\b/i,
  ),
  sign(
    'login-wall',
    'text',
    0.7,
    /\b(?:(?:log|sign) in (?:or (?:sign up|register|create)|to (?:continue|view|see|access|read|your account)|with (?:google|facebook|apple|your))|you must (?:be logged in|log in|sign in)|please (?:log|sign) in|members only|forgot (?:your )?password|remember me|create an account to (?:continue|read|view)|subscribers only|session (?:has )?expired)/i,
  ),
  sign(
    'login-wall',
    'text',
    0.7,
    /\b(?:connectez-vous pour|mot de passe oublié|veuillez vous connecter|inicia sesión para|olvidaste tu contraseña|has olvidado|contraseña|accedi per|password dimenticata|melden sie sich an,? um|bitte (?:melden sie sich an|einloggen)|passwort vergessen|log in om|wachtwoord vergeten|meld je aan|faça login para|esqueceu (?:a|sua|a sua) senha|inicie sessão para|esqueceu-se da)/i,
  ),
  // Consent before anything else.
  sign(
    'consent-wall',
    'title',
    0.7,
    /^(?:before you continue|your privacy|cookie (?:consent|settings|wall)|privacy (?:settings|gate|wall)|consent|avant de continuer|antes de (?:continuar|ir)|prima di continuare|bevor (?:sie|du) (?:fortfahren|zu)|voordat (?:je|u) (?:verder|door)gaat|consentement|einwilligung|wir brauchen ihre zustimmung)/i,
  ),
  sign(
    'consent-wall',
    'text',
    0.7,
    /\b(?:before you continue to|we and our (?:\d+ )?partners|we use cookies|accept all|reject all|manage (?:options|preferences|choices)|your privacy (?:is important|choices)|legitimate interest|consent or pay|continue with ads)/i,
  ),
  sign(
    'consent-wall',
    'text',
    0.7,
    /\b(?:avant d.accéder|nous et nos (?:\d+ )?partenaires|tout accepter|tout refuser|continuer sans accepter|nosotros y nuestros (?:\d+ )?socios|aceptar todo|rechazar todo|noi e (?:i nostri )?(?:\d+ )?partner|accetta tutt[oi]|rifiuta tutt[oi]|wir und unsere (?:\d+ )?partner|alle akzeptieren|alle ablehnen|mit werbung (?:weiter|lesen)|wij en onze (?:\d+ )?partners|alles (?:accepteren|weigeren)|n[óo]s e os nossos (?:\d+ )?parceiros|aceitar tudo|rejeitar tudo)/i,
  ),
  // Domains that wait for a buyer.
  sign(
    'parked-domain',
    'any',
    1,
    /\b(?:(?:this )?domain(?: name)?(?: [\w.-]+)? (?:is|may be|could be|might be) (?:for sale|parked|available|registered)|buy this domain|(?:this|the) (?:web ?site|page|domain)[\w ,.'-]{0,40} parked|(?:is|domain) parked|parked (?:free|domain|page)|domain (?:parking|has expired|is for sale)|make an offer (?:on|for) this domain|inquire about this domain|the domain [\w.-]+ is for sale|related searches|sedoparking|hugedomains|dan\.com|afternic|renew (?:now|it|this domain)|this domain (?:has|was) (?:recently )?(?:been )?(?:registered|expired))/i,
  ),
  sign(
    'parked-domain',
    'any',
    1,
    /\b(?:(?:ce|le) (?:nom de )?domaine (?:[\w.-]+ )?est (?:à vendre|réservé|en vente|parqué|enregistré)|nom de domaine expiré|(?:este|el) dominio (?:[\w.-]+ )?(?:está|puede estar) (?:en venta|a la venta|aparcado)|(?:questo|il) dominio (?:[\w.-]+ )?è (?:in vendita|parcheggiato|registrato)|diese domain (?:[\w.-]+ )?(?:steht zum verkauf|ist (?:geparkt|registriert|zu verkaufen))|domain (?:kaufen|steht zum verkauf)|deze domein(?:naam)? (?:[\w.-]+ )?(?:is te koop|is geregistreerd|staat te koop)|(?:este|o) dom[íi]nio (?:[\w.-]+ )?está (?:à venda|estacionado|registado))/i,
  ),
  // Listings of files.
  sign(
    'directory-index',
    'any',
    1,
    /^(?:index of \/|directory (?:listing|index) (?:for|of) \/|listing directory|contents of \/|inhalt von \/)/i,
  ),
  // Servers that nobody has furnished yet.
  sign(
    'placeholder',
    'any',
    1,
    /\b(?:welcome to (?:nginx|apache|caddy|openresty|centos|tomcat|iis|lighttpd)|apache2? (?:\w+ )?(?:default|test) page|it works!|iis windows server|default (?:web ?site|server|plesk|cpanel) page|test page for the (?:apache|nginx|http)|hello,? world!?$|lorem ipsum dolor|your (?:new )?(?:web ?site|app|store) (?:is|has been) (?:ready|created|almost)|if you see this page, the (?:nginx|web) ?server|this is the default (?:page|index)|congratulations[!,.] your|web hosting (?:default|by)|create next app|vite \+ \w+|react app)/i,
  ),
  sign(
    'placeholder',
    'any',
    0.9,
    /\b(?:coming soon|under construction|under maintenance|down for maintenance|scheduled maintenance|launching soon|opening soon|be back (?:soon|shortly)|we.?(?:ll| will) be (?:right )?back|site (?:is )?(?:currently )?(?:offline|unavailable|being (?:built|updated))|work in progress|new (?:web)?site (?:is )?on (?:its|the) way|stay tuned|password[- ]protected|enter (?:store )?using password|this (?:store|shop|account|site) (?:is|has been) (?:unavailable|suspended|closed|disabled|private))/i,
  ),
  sign(
    'placeholder',
    'any',
    0.9,
    /\b(?:bient[ôo]t (?:disponible|en ligne|de retour)|en (?:cours de )?(?:construction|maintenance)|site en (?:travaux|chantier)|revenez (?:bientôt|plus tard)|pr[óo]ximamente|en construcci[óo]n|en mantenimiento|volvemos pronto|in costruzione|in manutenzione|prossimamente|presto online|torneremo presto|(?:seite|site|homepage|auftritt|shop|portal|wir|hier|noch|gerade|derzeit)\b[^.!?]{0,40}\bim (?:auf)?bau\b|^\W*im (?:auf)?bau\b|demnächst|in kürze|wartungsarbeiten|wartungsmodus|bald verfügbar|binnenkort (?:beschikbaar|online|open)|in aanbouw|onderhoud|em constru[çc][ãa]o|em manuten[çc][ãa]o|em breve|voltamos (?:já|em breve))/i,
  ),
]
