/** The text form of rules, without zod: for those who only read and write rules. */
export { RULE_TEXT_LENGTH_MAX, parseRule } from './parse-rule.ts'
export type { ParsedRule } from './parse-rule.ts'
export { printRule } from './print-rule.ts'
