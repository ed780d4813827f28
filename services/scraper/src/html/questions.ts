import { oneLine, type PageDocument, type PageElement } from './dom.ts'
import { isOfType, type LinkedNode, textOf } from './json-ld.ts'
import { cleanLine, isNotice } from './text-hygiene.ts'

/** A question that people ask, and its answer. */
export interface Question {
  readonly question: string
  readonly answer: string
}

const mostQuestions = 10
const longestQuestion = 200
const longestAnswer = 600
const announced =
  /\b(?:faqs?|frequently asked|questions? (?:and|&) answers?|common questions|questions fréquentes|foire aux questions|preguntas (?:más )?frecuentes|domande frequenti|häufig(?: gestellte|e)? fragen|veelgestelde vragen|perguntas frequentes)\b/i

/** The questions that a page answers: its structured data, else what opens, else what follows a heading that announces it. */
export function questionsOf(document: PageDocument, linked: readonly LinkedNode[]): Question[] {
  for (const source of [stated(linked), opened(document), headed(document)]) {
    const found = source.flatMap(({ question, answer }) => {
      const asked = oneLine(cleanLine(question), longestQuestion)
      const reply = oneLine(cleanLine(answer), longestAnswer)
      return asked.length < 5 || reply.length < 2 || isNotice(reply)
        ? []
        : [{ question: asked, answer: reply }]
    })
    if (found.length > 0) return found.slice(0, mostQuestions)
  }
  return []
}

function stated(linked: readonly LinkedNode[]): Question[] {
  return linked
    .filter((node) => isOfType(node, 'Question'))
    .map((node) => {
      const answer = [node.acceptedAnswer ?? node.suggestedAnswer].flat()[0] as LinkedNode | undefined
      return {
        question: textOf(node.name ?? node.text),
        answer: textOf(answer?.text)
          .replace(/<[^>]{0,500}>/g, ' ')
          .replace(/\s+(?=[,.])/g, ''),
      }
    })
}

function opened(document: PageDocument): Question[] {
  return [...document.querySelectorAll('details')].slice(0, 40).flatMap((details) => {
    const question = details.querySelector('summary')?.textContent ?? ''
    const answer = (details.textContent ?? '').replace(question, '')
    return question.includes('?') ? [{ question, answer }] : []
  })
}

function headed(document: PageDocument): Question[] {
  for (const heading of document.querySelectorAll('h1, h2, h3')) {
    if (!announced.test((heading.textContent ?? '').slice(0, 120))) continue
    const scope = heading.parentElement
    const asked = [...(scope?.querySelectorAll('h3, h4, dt') ?? [])].filter((element) => element !== heading)
    const found = asked.flatMap((element) => {
      const answer = answerAfter(element)
      return answer === '' ? [] : [{ question: element.textContent ?? '', answer }]
    })
    if (found.length >= 2) return found
  }
  return []
}

function answerAfter(element: PageElement): string {
  const parts: string[] = []
  for (let next = element.nextElementSibling; next && parts.length < 4; next = next.nextElementSibling) {
    if (/^(?:H\d|DT)$/i.test(next.nodeName)) break
    parts.push(next.textContent ?? '')
  }
  return parts.join(' ').trim()
}
