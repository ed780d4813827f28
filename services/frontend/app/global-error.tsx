'use client'

/** The last resort, when the frame of the page itself failed and no text could be loaded: says it in every language. */
const lines = [
  ['en', 'Something went wrong. Please load the page again.'],
  ['fr', 'Une erreur est survenue. Veuillez recharger la page.'],
  ['es', 'Algo ha fallado. Vuelve a cargar la página.'],
  ['it', 'Qualcosa è andato storto. Ricarica la pagina.'],
  ['de', 'Etwas ist schiefgegangen. Bitte lade die Seite neu.'],
  ['nl', 'Er ging iets mis. Laad de pagina opnieuw.'],
  ['pt', 'Algo correu mal. Volte a carregar a página.'],
] as const

export default function GlobalError() {
  return (
    <html lang="en">
      <body style={{ fontFamily: 'system-ui, sans-serif', padding: '10vh 8vw', lineHeight: 1.6 }}>
        <h1>Parlance</h1>
        {lines.map(([language, text]) => (
          <p key={language} lang={language}>
            {text}
          </p>
        ))}
        <button
          type="button"
          onClick={() => window.location.reload()}
          style={{ fontSize: '1.5rem', padding: '0.5rem 1rem' }}
        >
          ↻
        </button>
      </body>
    </html>
  )
}
