import { type OddPage, plainDocument } from './odd-page.ts'

const enProse =
  'The first complaint came in at four in the morning. By the end of the week there were sixty, and an acoustician with a van full of microphones stood on the bank and listened to a B flat that nobody had asked for.'

/** Pages that are no listing, and a few that speak of the same things and are one. */
export const oddWalls: readonly OddPage[] = [
  ...(
    [
      [
        'zh',
        '页面不存在',
        '<h1>抱歉，您访问的页面不存在或已被删除</h1><a href="/">返回首页</a>',
        'error-page',
      ],
      [
        'ja',
        'ページが見つかりません',
        '<h1>お探しのページは見つかりませんでした</h1><p>URLをご確認ください。</p>',
        'error-page',
      ],
      [
        'ko',
        '오류',
        '<h1>페이지를 찾을 수 없습니다</h1><p>요청하신 페이지가 삭제되었거나 주소가 변경되었습니다.</p>',
        'error-page',
      ],
      [
        'ar',
        'خطأ',
        '<h1>الصفحة غير موجودة</h1><p>عذرًا، لم نتمكن من العثور على الصفحة التي تبحث عنها.</p>',
        'error-page',
      ],
      [
        'ru',
        'Ошибка',
        '<h1>Страница не найдена</h1><p>Возможно, она была удалена или перемещена.</p>',
        'error-page',
      ],
      [
        'pl',
        'Błąd',
        '<h1>Nie znaleziono strony</h1><p>Strona, której szukasz, nie istnieje lub została przeniesiona.</p>',
        'error-page',
      ],
      ['sv', 'Fel', '<h1>Sidan kunde inte hittas</h1><p>Sidan du söker finns inte längre.</p>', 'error-page'],
      [
        'zh',
        '请稍候…',
        '<h1>正在验证您是否是真人</h1><p>在继续之前，需要检查您的连接的安全性。</p>',
        'bot-wall',
      ],
      [
        'ja',
        'しばらくお待ちください...',
        '<h1>あなたが人間であることを確認します</h1><p>続行する前に、接続のセキュリティを確認する必要があります。</p>',
        'bot-wall',
      ],
      [
        'ru',
        'Один момент…',
        '<h1>Проверяем, человек ли вы</h1><p>Подтвердите, что запросы отправляли вы, а не робот.</p>',
        'bot-wall',
      ],
      [
        'de',
        'Nur einen Moment…',
        '<h1>Wir prüfen, ob Sie ein Mensch sind</h1><p>Bitte warten Sie, während Ihre Verbindung überprüft wird.</p>',
        'bot-wall',
      ],
      [
        'en',
        'steg.example',
        '<h1>steg.example</h1><p>This Web page is parked for FREE, courtesy of Hostdaddy.</p><p>Search for domains similar to steg.example. Is this your domain? Let’s turn it into a website!</p>',
        'parked-domain',
      ],
      [
        'zh',
        '域名出售',
        '<h1>steg.example</h1><p>该域名正在出售，您正在访问的域名可以转让！</p>',
        'parked-domain',
      ],
      [
        'ru',
        'Домен продаётся',
        '<h1>steg.example</h1><p>Домен продаётся. Оставьте заявку, чтобы узнать цену.</p>',
        'parked-domain',
      ],
      [
        'en',
        'Directory listing for /files/',
        '<h1>Directory listing for /files/</h1><hr><ul><li><a href="a.txt">a.txt</a></li><li><a href="b.zip">b.zip</a></li></ul><hr>',
        'directory-index',
      ],
      [
        '',
        'steg.example - /',
        '<H1>steg.example - /</H1><hr><pre><A HREF="/x/">[To Parent Directory]</A><br><br> 5/6/2024  9:30 AM        &lt;dir&gt; <A HREF="/a/">a</A><br> 5/6/2024  9:31 AM         1024 <A HREF="/b.zip">b.zip</A></pre><hr>',
        'directory-index',
      ],
      [
        'en',
        'Sign in · Kettle',
        '<h1>Welcome back</h1><button>Continue with Google</button><button>Continue with Apple</button><p>Don’t have an account? <a href="/signup">Sign up</a></p>',
        'login-wall',
      ],
      [
        'ja',
        'ログイン',
        '<h1>ログイン</h1><form><input name="u"><input type="password"><button>ログイン</button></form><p>パスワードをお忘れの方はこちら</p>',
        'login-wall',
      ],
      [
        'zh',
        '登录',
        '<h1>登录</h1><form><input name="u"><input type="password"><button>登录</button></form><p>忘记密码？ 注册新账号</p>',
        'login-wall',
      ],
      [
        'ja',
        'メンテナンス中',
        '<h1>ただいまメンテナンス中です</h1><p>ご不便をおかけしますが、しばらくしてからアクセスしてください。</p>',
        'placeholder',
      ],
    ] as const
  ).map(([lang, title, body, wall], at) => ({
    id: `wall/${wall}-${lang || 'none'}-${at}`,
    url: `https://steg.example/w${at}`,
    html: plainDocument(lang, title, body),
    expected: {},
    wall,
  })),
  ...(
    [
      [
        'en',
        'Captchas that old people can read',
        `<article><h1>Captchas that old people can read</h1><p>“Prove you are human”, says the page, and shows nine pictures of which none is a bus. We watched twelve people over seventy try, and wrote down where they stopped.</p><p>${enProse}</p></article>`,
      ],
      [
        'en',
        '404 Gallery – lost pages, framed',
        '<h1>404 Gallery</h1><p>We collect the most beautiful “page not found” pages of the web, print them on heavy paper and hang them in a shop window in Ghent. Each comes with the story of the page that was lost.</p>',
      ],
      [
        'en',
        'Keyring – sign in with anything',
        '<h1>Keyring</h1><p>A login box for your own site: people sign in with Google, Apple or a passkey, and you keep the list of who they are. Forgot password? There is none to forget.</p><p>Three lines of code, no tracking, hosted in Iceland.</p>',
      ],
      [
        'de',
        'Baustelle – das Brettspiel',
        '<h1>Baustelle</h1><p>Ein Brettspiel für zwei bis vier, in dem ein Haus im Bau ist, nie fertig wird und trotzdem bewohnt werden muss. Wer zuletzt ein Dach hat, gewinnt.</p>',
      ],
      [
        'zh',
        '验证码博物馆',
        '<h1>验证码博物馆</h1><p>我们收集二十年来最难辨认的验证码，把它们印在明信片上。每一张都附有一个故事：谁在什么时候没能证明自己是真人。开放时间为每周三下午，门票免费。</p>',
      ],
      [
        'ja',
        '見つからないページの本',
        '<h1>見つからないページの本</h1><p>「ページが見つかりません」という画面だけを集めた写真集です。百二十のサイトから、作った人の言葉とともに紹介します。紙は厚く、綴じは糸かがりです。</p>',
      ],
    ] as const
  ).map(([lang, title, body], at) => ({
    id: `no-wall/${lang}-${at}`,
    url: `https://steg.example/n${at}`,
    html: plainDocument(lang, title, body),
    expected: {},
  })),
]
