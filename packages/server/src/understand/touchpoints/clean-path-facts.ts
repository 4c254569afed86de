import { ID_STEP } from './clean-path.ts'

/** `cleanPath` of a nullable text, in SQL; null stays null. It is asked of every fact: what most paths have no need of is skipped by looking first. */
export function cleanPathSql(text: string): string {
  const whole = `assumeNotNull(${text})`
  const local = `if(position(${whole}, '://') > 0, replaceRegexpOne(${whole}, '^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*', ''), ${whole})`
  const steps = `arrayFilter(step -> step <> '', splitByChar('/', lower(replaceRegexpOne(${local}, '(?s)[?#].*$', ''))))`
  const isId = `match(step, '[0-9]') and match(step, '${ID_STEP}')`
  const cleaned = `concat('/', arrayStringConcat(arrayMap(step -> if(${isId}, ':id', step), ${steps}), '/'))`
  const isClean = `not match(${whole}, '[0-9A-Z?#]|//|:/|[^/]/$|^[^/]|^$')`
  return `if(isNull(${text}), null, if(${isClean}, ${whole}, ${cleaned}))`
}

/** Where the page of a fact is: its path, or else its address, cleaned; null if it says neither. */
export const PAGE_PATH = cleanPathSql('coalesce(properties.path.:String, properties.url.:String)')
