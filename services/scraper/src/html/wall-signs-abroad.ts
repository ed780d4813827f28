import type { Sign } from './wall-signs.ts'

/**
 * The signs of pages that are no listing in languages that the directory does not speak, and in which people paste links all the
 * same. \b knows ASCII letters alone, so that these go by what surrounds them or by nothing.
 */
export const signsAbroad: readonly Sign[] = [
  {
    kind: 'error-page',
    where: 'any',
    weight: 0.9,
    pattern:
      /(?:页面|網頁|网页|頁面|内容|文章)[^。]{0,16}(?:不存在|未找到|找不到|已被?删除|已被?刪除|已下线|無法顯示)|(?:找不到|无法找到|無法找到)[^。]{0,10}(?:页面|網頁|网页|頁面|内容)|(?:ページ|コンテンツ|記事|ファイル)[^。]{0,12}(?:見つかりません|見つかりませんでした|存在しません|削除され|表示できません)|(?:페이지|게시물|문서)[^.]{0,8}(?:찾을 수 없|존재하지 않|삭제되)/u,
  },
  {
    kind: 'error-page',
    where: 'any',
    weight: 0.9,
    pattern:
      /(?:страниц[аыу]|запись|материал|файл)[^.]{0,30}(?:не найден|не существует|удал[её]н)|сторінк[аиу][^.]{0,30}(?:не знайдено|не існує|видален)|(?:الصفحة|المحتوى|صفحة)[^.]{0,30}(?:غير موجود|غير متاح|لم يتم العثور|محذوف)|لم نتمكن من العثور على|(?:nie znaleziono|nie można znaleźć) (?:takiej )?(?:strony|adresu)|strona[^.]{0,40}nie (?:istnieje|została znaleziona)|(?:sidan|siden)[^.]{0,40}(?:kunde inte hittas|hittades inte|finns inte|blev ikke fundet|ble ikke funnet|kunne ikke (?:findes|finnes)|findes ikke|finnes ikke|eksister(?:er)? ikke)|sayfa (?:bulunamadı|mevcut değil)|stránka (?:nebyla nalezena|neexistuje)|sivua ei (?:löydy|löytynyt)|az oldal nem található|pagina nu (?:a fost găsită|există)|η σελίδα δεν (?:βρέθηκε|υπάρχει)/iu,
  },
  {
    kind: 'error-page',
    where: 'any',
    weight: 0.8,
    pattern:
      /(?:服务器|伺服器)(?:内部)?错误|服务器繁忙|访问被拒绝|禁止访问|サーバーエラー|アクセスが拒否|エラーが発生しました|서버 오류|접근이 거부|ошибка сервера|доступ (?:запрещ[её]н|ограничен)|خطأ في الخادم|تم رفض الوصول|(?:wewnętrzny )?błąd serwera|brak dostępu|åtkomst nekad|sunucu hatası|erişim engellendi/iu,
  },
  {
    kind: 'bot-wall',
    where: 'title',
    weight: 0.8,
    pattern:
      /^(?:请稍候|請稍候|请稍等|稍等片刻|安全验证|人机验证|しばらくお待ちください|少々お待ちください|잠시만 (?:기다|기다려)|один момент|подождите|вы не робот|لحظة|انتظر لحظة|nur einen moment|einen (?:kurzen )?moment|bitte warten|veuillez patienter|un instant|un attimo|espera un momento|even geduld|um instante|chwileczkę|proszę czekać|bir dakika|lütfen bekleyin)/iu,
  },
  {
    kind: 'bot-wall',
    where: 'text',
    weight: 0.9,
    pattern:
      /(?:验证|驗證|确认|確認)[^。]{0,8}(?:是否?是?(?:真人|人类|人類)|不是机器人|不是機器人)|检查您的连接的安全性|正在检查您的浏览器|(?:人間|ロボット)(?:で|では)[^。]{0,14}(?:確認|ことを)|接続のセキュリティを確認|(?:사람|로봇)(?:인지|이 아님)[^.]{0,12}확인|연결(?:의)? 보안을 (?:검토|확인)|(?:человек ли вы|что вы (?:человек|не робот)|а не робот|проверяем ваш браузер|проверка браузера)|(?:أنك إنسان|لست روبوت|أنا لست برنامج روبوت)|(?:prüfen|überprüfen|bestätigen|stellen sicher),? (?:ob|dass) sie (?:ein mensch|kein (?:ro)?bot|menschlich)|ihre verbindung (?:wird|überprüft)|(?:vérifions|vérification) (?:que vous|de votre (?:navigateur|connexion))|nie jesteś robotem|jesteś człowiekiem|robot olmadığınızı/iu,
  },
  {
    kind: 'login-wall',
    where: 'title',
    weight: 0.7,
    pattern:
      /^(?:登录|登錄|登入|用户登录|会员登录|ログイン|サインイン|로그인|вход|войти|авторизация|увійти|вхід|تسجيل الدخول|zaloguj(?: się)?|logowanie|logga in|log(?:g)? inn?|giriş(?: yap)?|přihlášení|kirjaudu)(?=$|[\s|–—·\-：:｜_])/iu,
  },
  {
    kind: 'login-wall',
    where: 'text',
    weight: 0.7,
    pattern:
      /忘记密码|忘記密碼|请先?登录|請先?登入|パスワードを(?:お)?忘れ|ログインしてください|비밀번호(?:를)? (?:찾기|잊으)|로그인(?:이)? (?:필요|하세요|해 주)|забыли пароль|войдите,? чтобы|нужно войти|نسيت كلمة (?:المرور|السر)|(?:nie pamiętasz|zapomniałe[śm]) hasła|zaloguj się,? aby|glömt lösenord|glemt (?:adgangskode|passord)|şifremi unuttum|zapomenuté heslo/iu,
  },
  {
    kind: 'login-wall',
    where: 'text',
    weight: 0.6,
    pattern:
      /\b(?:continue with (?:google|apple|facebook|microsoft|github|linkedin|sso|e-?mail)|don.t have an account|new here\? (?:sign up|create)|use single sign-on)/i,
  },
  {
    kind: 'consent-wall',
    where: 'text',
    weight: 0.7,
    pattern:
      /(?:全部接受|接受所有)\s?cookies?|すべて(?:の cookie を)?(?:受け入れる|許可|同意)|모두 (?:동의|수락)|принять все|قبول الكل|zaakceptuj wszystk|godkänn alla|tümünü kabul/iu,
  },
  {
    kind: 'parked-domain',
    where: 'any',
    weight: 1,
    pattern:
      /域名(?:正在)?(?:出售|待售|可(?:以)?转让|已过期)|(?:本|该|此)域名[^。]{0,20}(?:出售|转让|购买)|(?:この)?ドメイン[^。]{0,12}(?:販売|売り出|売却|お名前\.com|取得されています)|도메인[^.]{0,10}(?:판매|구매하)|домен[^.]{0,24}(?:прода[её]тся|на продажу|припаркован)|النطاق[^.]{0,16}(?:للبيع|معروض)|domena[^.]{0,24}(?:na sprzedaż|do kupienia|zaparkowana)|domänen?[^.]{0,16}till salu|(?:bu )?alan adı[^.]{0,16}satılık/iu,
  },
  {
    kind: 'parked-domain',
    where: 'text',
    weight: 0.8,
    pattern:
      /\b(?:parked (?:for )?free,? courtesy of|is this your domain|turn it into a website|search for (?:similar )?domains|domains similar to|get this domain|domain owner|backorder)\b/i,
  },
  {
    kind: 'placeholder',
    where: 'any',
    weight: 0.9,
    pattern:
      /(?:网站|站点|系统)(?:正在)?(?:建设|维护|升级)中?|敬请期待|即将上线|メンテナンス中|(?:準備|工事|建設)中です|(?:近日|まもなく)(?:公開|オープン)|(?:사이트|서비스|시스템)? ?(?:점검|준비) ?중|сайт (?:в разработке|на (?:реконструкции|обслуживании)|временно (?:недоступен|не работает))|скоро (?:открытие|мы откроемся)|ведутся технические работы|(?:الموقع )?(?:تحت الإنشاء|قيد الصيانة|تحت الصيانة)|strona w (?:budowie|przebudowie)|przerwa techniczna|sidan är under (?:konstruktion|uppbyggnad)|yapım aşamasında|çok yakında/iu,
  },
]
