/**
 * The name of a category or tag for readers of a language: in theirs, else in English, else its slug. Looked up for each by its key and
 * never joined: a directory may have thousands of tags, and a page names the few that its listings have.
 *
 * @param topic the alias of a row of the table, in SQL
 * @param language the reader's, in SQL
 */
export function topicName(table: 'Category' | 'Tag', topic: string, language: string): string {
  const column = table === 'Category' ? 'categoryId' : 'tagId'
  const nameIn = (code: string) =>
    `(SELECT n.name FROM "${table}Translation" n WHERE n."${column}" = ${topic}.id AND n.language = ${code})`
  return `coalesce(${nameIn(language)}, ${nameIn("'en'")}, ${topic}.slug)`
}
