/** Unit symbols that stay with their number; units that are words are prose. */
const units =
  '%|‰|°[CF]?|km/h|mph|m/s|[kmgtKMGT]i?B(?:ps|/s)?|[kMG]?bps|[kMGT]?Hz|[kMG]?W(?:h)?|[nµμm]?s|min|[kcmnµμ]?m[²³]?|[kmµμ]?g|lbs?|oz|[mc]?[lL]|px|pt|r?em|fps|dpi|ppi|[kKM]|x|MP|mAh|[kmM]?V|[kMG]?Ω|USD|EUR|GBP|CHF|JPY|BRL'

/*
 * What is not prose, most special first; the first alternative that fits at a place wins. Each is linear: no nested
 * quantifier can match the same characters in two ways.
 */

/** Code: fenced, then inline with one or two back-ticks. */
export const code = [
  '```[\\s\\S]*?(?:```|$)',
  '(?<!`)``(?!`)(?:[^`\\n]|`(?!`))+``(?!`)',
  '(?<!`)`(?!`)[^`\\n]+`(?!`)',
]

/** What is kept whole though it holds words: formulas, spoilers, mentions of names with spaces. */
export const whole = [
  // Formulas: a dollar sign that opens touches what follows, one that closes what comes before, and no digit follows it.
  '\\$\\$(?:[^$]|\\$(?!\\$)){1,4000}?\\$\\$',
  '(?<![\\p{L}\\p{N}$\\\\])\\$(?![\\s$]|[\\d.,]+(?:\\s+\\p{L}{3,}|\\s*[-–,;]))[^$\\n]{0,500}(?<![\\s$\\\\])\\$(?![\\d$])',
  // The same as LaTeX writes them in a line: brackets with letters that stand alone, signs and commands between.
  '\\\\(?:\\((?:\\\\[a-zA-Z]+(?![a-zA-Z])|[^\\p{L}\\n\\\\]|\\p{L}(?!\\p{L})){1,500}?\\\\\\)|\\[(?:\\\\[a-zA-Z]+(?![a-zA-Z])|[^\\p{L}\\n\\\\]|\\p{L}(?!\\p{L})){1,500}?\\\\\\])',
  // Spoilers, and mentions of names with spaces.
  '\\|\\|(?!\\s|\\|)[^\\n|]{1,2000}(?<!\\s)\\|\\|',
  '[@#]_?\\*\\*[^*\\n]{1,200}\\*\\*',
]

/** Programs that people write out with their switches; those that are English words too count with a switch right after them. */
const commands =
  'npm|npx|pnpm|yarn|bun|deno|node|pip3?|python3?|cargo|rustc|gcc|g\\+\\+|clang|cmake|git|gh|docker|podman|kubectl|helm|apt|apt-get|dnf|brew|sudo|curl|wget|ssh|scp|rsync|grep|sed|awk|tar|ls|rm|cp|mv|mkdir|chmod|chown|systemctl|journalctl|psql|ffmpeg|java|mvn|gradle|terraform|ansible|tsc|eslint|vitest|jest|pytest'
const wordCommands =
  'make|go|cat|cut|find|sort|kill|time|test|watch|less|more|head|tail|screen|top|join|touch|echo|man|who|ping|dig|ps|df|du|cd|ln'
const switches = '(?:[ ](?:--[a-zA-Z][\\w-]*|-[a-zA-Z]\\w*)(?:=[^\\s,;]+)?)+'

/** What a glossary has no business in. */
export const fixed = [
  // HTML: comments, elements whose content is no prose, tags, entities.
  '<!--[\\s\\S]*?-->',
  '<(?<element>script|style|code|pre|kbd|samp|textarea)\\b[^<>]*>[\\s\\S]*?<\\/\\k<element>\\s*>',
  '<\\/?[a-zA-Z][^<>]*>',
  '&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\\d{1,7}|#[xX][0-9a-fA-F]{1,6});',
  // A command line with its switches.
  `(?<![\\p{L}\\p{N}_./-])(?:(?:${commands})(?:[ ][a-z][\\w.:/@-]*){0,2}|(?:${wordCommands}))${switches}`,
  // Addresses: URL, e-mail, bare domain or file name, path.
  '(?:[a-zA-Z][a-zA-Z0-9+.-]{1,20}:\\/\\/|www\\.|mailto:|tel:)[^\\s<>"\'`«»“”]*[^\\s<>"\'`«»“”.,;:!?)\\]}…]',
  '[\\w.+-]{1,64}@(?:[\\w-]{1,63}\\.){1,8}[a-zA-Z]{2,24}(?::[\\w./~-]*[\\w/~](?![\\p{L}\\p{N}]))?',
  '(?<![\\p{L}\\p{N}_.@-])(?:[\\p{L}\\p{N}_-]{2,63}\\.){1,8}[a-z][a-z0-9]{1,11}(?![\\p{L}\\p{N}_])(?:[/?#][^\\s<>"\'`«»“”]*[^\\s<>"\'`«»“”.,;:!?)\\]}…])?',
  '(?<![\\p{L}\\p{N}])(?:[A-Za-z]:|\\\\\\\\[\\w.-]{1,63})\\\\(?:[\\p{L}\\p{N}_.+()$%-]+(?:[ ][\\p{L}\\p{N}_.+()$%-]+){0,3}\\\\)*[\\p{L}\\p{N}_.+$%*-]*(?<![.])',
  '(?<![\\p{L}\\p{N}_/.])(?:~|\\.{1,2}|[A-Za-z]:)?(?:[/\\\\][\\w.@+-]+){2,}[/\\\\]?',
  '(?<![\\p{L}\\p{N}_/.~])(?:~|\\.{1,2})[/\\\\][\\w@+-][\\w.@+-]*(?<![.])[/\\\\]?',
  // Somebody on a machine, with a path there; an issue or a commit of a repository.
  '(?<![\\p{L}\\p{N}_.@-])[a-zA-Z_][\\w.-]{0,40}@[a-zA-Z\\d][\\w-]{0,62}(?:\\.[\\w-]{1,63}){0,8}(?::[\\w./~-]*[\\w/~])?(?![\\p{L}\\p{N}])',
  '(?<![\\p{L}\\p{N}_./-])(?:[\\w.-]{1,39}/)?[\\w.-]{1,100}(?:#\\d{1,9}|@[0-9a-f]{7,40})(?![\\p{L}\\p{N}])',
]

/** Nouns that a letter stands after as a name, in the site's languages. */
const named = [
  'vitamin plan class group team option grade type section part appendix annex figure point step level line gate platform block building',
  'room hall zone hepatitis column row exhibit letter key size model series side terminal answer question variant version',
  'vitamina clase grupo equipo opción tipo sección parte apéndice anexo figura punto nivel línea puerta bloque edificio sala columna fila letra',
  'vitamine classe groupe équipe option type section partie annexe point niveau ligne porte bloc bâtiment salle colonne lettre catégorie',
  'piano gruppo squadra opzione tipo sezione appendice allegato livello linea porta blocco edificio colonna riga lettera',
  'plano turma equipe equipa opção seção secção apêndice nível linha porta bloco prédio coluna linha letra',
  'klasse gruppe typ abschnitt teil anhang punkt stufe linie block gebäude spalte zeile groep bijlage niveau lijn blok gebouw kolom',
]
  .flatMap((words) => words.split(' '))
  .flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1)])
  .join('|')

/** The rest of what is no prose. */
export const signs = [
  // Placeholders of message formats; ICU's nested braces are found by hand.
  '\\$\\{[^{}\\n]*\\}|%(?:\\d+\\$)?(?:\\([\\w.]+\\))?[-+#0]?\\d*(?:\\.\\d+)?[sdifuxXoeEgGc@](?![\\p{L}\\p{N}])|%[\\w.]+%',
  // Marks of lists inside a line, and letters that name something: vitamin A, plan B, from A to B.
  '(?<=^|\\s)\\(?(?:[a-zA-Z]|\\d{1,2})\\)(?=\\s)|(?<![\\p{L}\\p{N}])\\([a-zA-Z]\\)(?=\\s)',
  `(?<=(?<!\\p{L})(?:${named})\\s)\\p{Lu}(?!\\p{M}|[\\p{L}\\p{N}'’-])`,
  "(?<=\\p{Ll}\\s)(?!I)\\p{Lu}(?!\\p{M}|[\\p{L}\\p{N}'’-]|\\.\\s?\\p{Lu}|\\s\\p{Lu}\\p{Ll})",
  // Short names of a letter or two and a number: B12, A4, MP3, H2O.
  '(?<![\\p{L}\\p{N}_-])\\p{Lu}{1,3}\\d{1,4}\\p{Lu}?(?![\\p{L}\\p{N}_])',
  // Footnote marks.
  '\\[\\d{1,4}\\]',
  // People, topics, emoji names, switches, identifiers, names written in camel case.
  '(?<![\\p{L}\\p{N}_])[@#][\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_])?',
  '(?<![\\p{L}\\p{N}:]):[a-z0-9_+-]{2,40}:',
  '(?<![\\p{L}\\p{N}_-])--?[a-z][\\w-]*(?==|\\s|$)',
  '(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}]+(?:_[\\p{L}\\p{N}_]+)+',
  '(?<![\\p{L}\\p{N}])\\p{Ll}+(?:\\p{Lu}[\\p{L}\\p{N}]*)+',
  '(?<![\\p{L}\\p{N}])\\p{Lu}\\p{Ll}+(?:\\p{Lu}[\\p{Ll}\\p{N}]+|\\p{Lu}{1,5}(?![\\p{L}]))+',
  // Emoticons, emoji with their modifiers and joiners, flags, key caps, other signs.
  "(?<![\\p{L}\\p{N}])(?:[:;=8xX][-'^o]?[)(DPpOo3/\\\\|*\\]\\[]+|<\\/?3+|\\^[_.]?\\^|¯\\\\_\\(ツ\\)_\\/¯)(?![\\p{L}\\p{N}])",
  '[\\u{1F1E6}-\\u{1F1FF}]{2}|[0-9#*]\\u{FE0F}?\\u{20E3}|(?:\\p{Extended_Pictographic}[\\u{FE0E}\\u{FE0F}\\u{1F3FB}-\\u{1F3FF}]{0,2}[\\u{E0020}-\\u{E007F}]{0,8}(?:\\u{200D}|(?=\\p{Extended_Pictographic})))*\\p{Extended_Pictographic}[\\u{FE0E}\\u{FE0F}\\u{1F3FB}-\\u{1F3FF}]{0,2}[\\u{E0020}-\\u{E007F}]{0,8}',
  '[\\p{So}\\u{2190}-\\u{22FF}\\u{27F0}-\\u{2AFF}]+',
  // Figures: dates, times, versions, amounts, numbers with a unit, decimals, identifiers in hexadecimal.
  '(?<![\\p{L}\\p{N}])\\d{1,4}(?:[-/.:]\\d{1,4}){2,3}(?:[T ]\\d{2}:\\d{2}(?::\\d{2})?(?:Z|[+-]\\d{2}:?\\d{2})?)?(?![\\p{L}\\p{N}])',
  '(?<![\\p{L}\\p{N}])v?\\d+(?:\\.\\d+){1,4}(?:-[a-z]+(?:\\.\\d+)?)?(?![\\p{L}\\p{N}])(?! ?(?:' +
    units +
    ')(?![\\p{L}\\p{N}]))',
  '[$€£¥₹₽₩]\\s?\\d(?:[\\d.,\\u{A0}\\u{202F}]*\\d)?(?:[kKMB](?![\\p{L}\\p{N}]))?|\\d[\\d.,]*\\s?[$€£¥₹₽₩]',
  '(?<![\\p{L}\\p{N}])[-+±~≈<>≤≥]?\\d+(?:[.,:×x/-]\\d+)*[ \\u{A0}\\u{202F}]?(?:' +
    units +
    ')(?![\\p{L}\\p{N}])',
  '(?<![\\p{L}\\p{N}])\\d+(?:[.,:×x/]\\d+)+(?![\\p{L}\\p{N}])',
  '(?<![\\p{L}\\p{N}])(?=[0-9a-fA-F-]*\\d)(?=[0-9a-fA-F-]*[a-fA-F])[0-9a-fA-F]{4,}(?:-[0-9a-fA-F]{4,}){0,4}(?![\\p{L}\\p{N}])',
  // What engines stumble over: controls, zero-width and bidi characters, private use, lone surrogates, unassigned.
  '(?:(?![\\n\\t\\r])[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}\\u{2028}\\u{2029}])+',
  // Something without a space for too long to be a word.
  '\\S{200,}',
]
