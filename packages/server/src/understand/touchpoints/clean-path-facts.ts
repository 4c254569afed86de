import { ID_STEPS } from './clean-path.ts'

/** `cleanPath` of a nullable text, in SQL; null stays null. */
export function cleanPathSql(text: string): string {
  const bare = `replaceRegexpOne(replaceRegexpOne(assumeNotNull(${text}), '^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*', ''), '(?s)[?#].*$', '')`
  const steps = `arrayFilter(step -> step <> '', splitByChar('/', lower(${bare})))`
  const is = (kind: keyof typeof ID_STEPS) => `match(step, '${ID_STEPS[kind]}')`
  const isId = `${is('number')} or ${is('uuid')} or (${is('digit')} and (${is('hex')} or ${is('token')}))`
  const cleaned = `concat('/', arrayStringConcat(arrayMap(step -> if(${isId}, ':id', step), ${steps}), '/'))`
  return `if(isNull(${text}), null, ${cleaned})`
}

/** Where the page of a fact is: its path, or else its address, cleaned; null if it says neither. */
export const PAGE_PATH = cleanPathSql('coalesce(properties.path.:String, properties.url.:String)')
