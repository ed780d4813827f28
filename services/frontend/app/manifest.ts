import type { MetadataRoute } from 'next'

export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Parlance',
    short_name: 'Parlance',
    description:
      'A directory of tools that reads in seven languages, with rooms where everyone writes their own.',
    start_url: '/?source=app',
    scope: '/',
    display: 'standalone',
    background_color: '#f4f5f8',
    theme_color: '#ffc62e',
    categories: ['productivity', 'social'],
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  }
}
