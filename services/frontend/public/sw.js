// Shows a page of ours where there is no network, and keeps the build's own files, whose names change with their content.
// Registered as /sw.js?v=<version>; a new version throws the old one's cache away. Written for browsers as it stands.
const version = new URL(self.location.href).searchParams.get('v') ?? '0'
const cacheName = `parlance-${version}`
const languages = ['en', 'fr', 'es', 'it', 'de', 'nl', 'pt']
const offlinePage = (language) => `/${language}/offline`

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll([...languages.map(offlinePage), '/icon.svg']))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name))),
      )
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => offline(url)))
  else if (url.pathname.startsWith('/_next/static/')) event.respondWith(keep(request))
})

async function offline(url) {
  const first = url.pathname.split('/')[1]
  const language = languages.includes(first) ? first : 'en'
  return (await caches.match(offlinePage(language))) ?? Response.error()
}

async function keep(request) {
  const kept = await caches.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) {
    const cache = await caches.open(cacheName)
    await cache.put(request, response.clone())
  }
  return response
}
