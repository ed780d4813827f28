/** Words the fixture knows, one meaning a line, in the order of {@link lexiconLanguages}. */
const lines = `
hello bonjour hola ciao hallo hoi olá
world monde mundo mondo Welt wereld mundo
good bon bueno buono gut goed bom
morning matin mañana mattina Morgen ochtend manhã
the le el il das het o
a un un un ein een um
house maison casa casa Haus huis casa
red rouge rojo rosso rot rood vermelho
big grand grande grande groß groot grande
is est es è ist is é
and et y e und en e
cat chat gato gatto Katze kat gato
dog chien perro cane Hund hond cão
we nous nosotros noi wir wij nós
see voyons vemos vediamo sehen zien vemos
video vidéo vídeo video Video video vídeo
tool outil herramienta strumento Werkzeug gereedschap ferramenta
free gratuit gratis gratuito kostenlos gratis grátis
music musique música musica Musik muziek música
image image imagen immagine Bild beeld imagem
with avec con con mit met com
for pour para per für voor para
today aujourd’hui hoy oggi heute vandaag hoje
tomorrow demain mañana domani morgen morgen amanhã
thanks merci gracias grazie danke bedankt obrigado
yes oui sí sì ja ja sim
no non no no nein nee não
please svp porfavor prego bitte alstublieft porfavor
page page página pagina Seite pagina página
link lien enlace collegamento Verweis koppeling ligação
read lire leer leggere lesen lezen ler
write écrire escribir scrivere schreiben schrijven escrever
friend ami amigo amico Freund vriend amigo
water eau agua acqua Wasser water água
new nouveau nuevo nuovo neu nieuw novo
`

/** Languages of the fixture, in the order of its word list. */
export const lexiconLanguages = ['en', 'fr', 'es', 'it', 'de', 'nl', 'pt'] as const

/** Meanings, each as its word in every language. */
export const meanings: readonly (readonly string[])[] = lines
  .trim()
  .split('\n')
  .map((line) => line.split(' '))

/** `hello` → `Hello`. */
export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
