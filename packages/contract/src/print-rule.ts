import type { SegmentWhere } from './segment-rules.ts'
import { printLeaf } from './print-leaf.ts'

/** A rule as a line of text that `parseRule` reads back as the same rule: there is one way to write each. */
export function printRule(where: SegmentWhere): string {
  if ('all' in where) return printJoined('all', where.all)
  if ('any' in where) return printJoined('any', where.any)
  return 'not' in where ? `not ${printPart(where.not)}` : printLeaf(where)
}

function printJoined(join: 'all' | 'any', parts: SegmentWhere[]): string {
  if (parts.length === 1) return `${join} (${printRule(parts[0]!)})`
  return parts.map(printPart).join(join === 'all' ? ' and ' : ' or ')
}

function printPart(where: SegmentWhere): string {
  const text = printRule(where)
  return isLoose(where, text) ? `(${text})` : text
}

/** Whether it would run into what it is joined to. Tests after `where` are joined by `and` too. */
function isLoose(where: SegmentWhere, text: string): boolean {
  if ('all' in where) return where.all.length > 1
  if ('any' in where) return where.any.length > 1
  return !('not' in where) && text.includes(' where ')
}
