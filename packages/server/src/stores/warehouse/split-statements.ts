// One token: a comment, something quoted, a semicolon, or a run of anything else.
const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|;|[^-/'"`;]+|[\s\S]/g

/** The statements of a file. A semicolon inside quotes or a comment ends nothing; comments stay with the statement they precede. */
export function splitStatements(sql: string): string[] {
  const statements = ['']
  for (const [part] of sql.matchAll(token)) {
    if (part === ';') statements.push('')
    else statements.push(statements.pop() + part)
  }
  return statements.map((statement) => statement.trim()).filter((statement) => withoutComments(statement).trim() !== '')
}

/** A statement with its comments taken out. */
export function withoutComments(statement: string): string {
  return statement.replace(token, (part) => (part.startsWith('--') || part.startsWith('/*') ? '' : part))
}
