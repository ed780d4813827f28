export const metadata = { title: 'Bare', description: 'A page with one heading and one link.' }

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
