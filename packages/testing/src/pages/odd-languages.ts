import { type OddPage, oddDocument, plainDocument } from './odd-page.ts'

const jaLong = 'この町では、潮が引くと道が現れます。子どもたちは靴を脱いで、対岸の灯台まで歩いて行きます。'
const enProse =
  'The first complaint came in at four in the morning. By the end of the week there were sixty, and an acoustician with a van full of microphones stood on the bank and listened to a B flat that nobody had asked for.'
const deProse =
  'Der Steg am Südufer knarrt seit dem Frühjahr, und niemand weiß genau, warum. Die Gemeinde hat einen Zimmermann bestellt, der jede Bohle abklopft.'

/** Pages whose template declares another language than that of their words. */
export const spokenPages: readonly OddPage[] = [
  {
    id: 'language/template-says-english-short-german',
    url: 'https://steg.example/kurz',
    html: plainDocument('en', 'Der Steg knarrt', `<h1>Der Steg knarrt</h1><p>${deProse}</p>`),
    expected: { language: 'de' },
  },
  {
    id: 'language/template-says-english-japanese',
    url: 'https://keito.example/en',
    html: plainDocument('en', '桟橋の時計', `<h1>桟橋の時計</h1><p>${jaLong}</p>`),
    expected: { language: 'ja' },
  },
  {
    id: 'language/template-says-english-twice-french',
    url: 'https://rives.example/en',
    html: oddDocument(
      'en',
      '<meta property="og:locale" content="en_US"><title>Le dernier passeur</title>',
      '<h1>Le dernier passeur</h1><p>La cloche est sur la rive gauche, la barque sur la droite. On sonne, et il vient. Il n’y a pas d’horaire, il n’y a que le courant et la patience de ceux qui attendent sur la berge, été comme hiver.</p>',
    ),
    expected: { language: 'fr' },
  },
  {
    id: 'language/ukrainian-under-russian',
    url: 'https://vidplyv.example/',
    html: plainDocument(
      'ru',
      'Годинник на причалі',
      '<h1>Годинник на причалі</h1><p>Під час відпливу з моря піднімається дорога. Діти знімають черевики й ідуть до самого маяка на тому березі. Для тих, хто забуває про час, на причалі стоїть великий годинник.</p>',
    ),
    expected: { language: 'uk' },
  },
  {
    id: 'language/german-maker-english-page',
    url: 'https://stegwart.example/en/',
    html: plainDocument(
      'de',
      'Stegwart for harbours',
      `<h1>Stegwart for harbours</h1><p>${enProse}</p><p>The harbour master sees every plank on one page, with the day on which it was last looked at and by whom.</p>`,
    ),
    expected: { language: 'en' },
  },
  {
    id: 'language/english-menu-dutch-article',
    url: 'https://klok.example/brug',
    html: plainDocument(
      '',
      'De brug die zingt',
      '<nav><ul><li>Home</li><li>About us</li><li>Contact</li><li>Sign in</li><li>Privacy policy</li><li>Terms of service</li></ul></nav><article><h1>De brug die zingt</h1><p>Sinds de nieuwe leuningen zingt de brug bij westenwind. Het dorp is opgehouden met klagen en begonnen met stemmen, want een brug die zingt kan je ook zuiver laten zingen.</p></article>',
    ),
    expected: { language: 'nl' },
  },
  {
    id: 'language/code-and-comment',
    url: 'https://klok.example/handleiding',
    html: plainDocument(
      'en',
      'Klok instellen',
      '<h1>Klok instellen</h1><p>Met deze handleiding stel je de klok in op de getijden van jouw haven. Je hebt alleen een terminal nodig en het adres van de dichtstbijzijnde meetpaal.</p><pre><code>npm install klok --save\nconst klok = require("klok")\nklok.listen({ port: 8080, host: "localhost" })\nfor (const tide of klok.tides()) console.log(tide.time, tide.height)\nif (error) throw new Error("The tide is not known for this place and time")\nmodule.exports = { start, stop, restart, configure }\n</code></pre><p>Daarna begint hij vanzelf te lopen, en hij luidt twee keer per dag.</p>',
    ),
    expected: { language: 'nl' },
  },
  {
    id: 'language/portuguese-under-spanish',
    url: 'https://mare.example/es',
    html: plainDocument(
      'es',
      'A ponte que canta',
      '<h1>A ponte que canta</h1><p>A ponte canta desde que trocaram as grades, e a cidade deixou de reclamar para começar a afinar. À noite, quando o vento vem do oeste, ouvem-se duas notas que ninguém tinha pedido.</p>',
    ),
    expected: { language: 'pt' },
  },
  {
    id: 'language/one-english-quotation-in-italian',
    url: 'https://forno.example/citazione',
    html: plainDocument(
      'it',
      'Il forno di notte',
      '<h1>Il forno di notte</h1><p>Il forno apre alle quattro. Sul muro sta scritto:</p><blockquote>Bread is the king of the table and all else is merely the court that surrounds the king. The countries are the soup, the meat, the vegetables, the salad, but bread is king.</blockquote><p>Chi arriva prima delle sei trova una sedia accanto alla finestra.</p>',
    ),
    expected: { language: 'it' },
  },
]
