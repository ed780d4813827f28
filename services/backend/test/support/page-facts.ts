import type { PageFacts } from '../../src/features/submissions/page-facts.ts'

/** A page that says nothing but what it is told to say. */
export function pageFacts(facts: Partial<PageFacts>): PageFacts {
  return {
    url: 'https://www.example.org/',
    finalUrl: 'https://www.example.org/',
    title: '',
    name: '',
    tagline: '',
    siteName: '',
    description: '',
    language: 'en',
    excerpt: '',
    text: '',
    features: [],
    pricing: '',
    generatedDescription: '',
    summary: '',
    author: '',
    publishedTime: '',
    price: null,
    questions: [],
    profiles: [],
    keywords: [],
    sources: [],
    ...facts,
  }
}
