import { isAPIError } from 'better-auth/api'
import { PercorsoError } from '../../ground/index.ts'
import type { Auth, AuthAt } from './auth.ts'
import type { Browser, WorkspaceRequest } from './workspace-request.ts'

type Answer<T> = { headers: Headers; response: T }

/** Calls better-auth for a browser: with its cookies, and its answer's cookies set. What it refuses is said in our words. */
export async function viaAuth<T>(
  authAt: AuthAt,
  context: Pick<WorkspaceRequest, 'browser'>,
  call: (auth: Auth, headers: Headers) => Promise<Answer<T>>,
): Promise<T> {
  const browser = browserOf(context)
  const auth = await authAt(browser.origin)
  const { headers, response } = await call(auth, browser.headers).catch(refused)
  const cookies = headers.getSetCookie()
  if (cookies.length > 0) browser.setCookies(cookies)
  return response
}

export function browserOf({ browser }: Pick<WorkspaceRequest, 'browser'>): Browser {
  if (!browser) throw new Error('the way in was entered by something that is no request')
  return browser
}

const REFUSALS: Record<string, [code: string, message: string, status: number]> = {
  INVALID_EMAIL_OR_PASSWORD: ['wrong_credentials', 'E-mail or password is wrong.', 401],
  INVALID_PASSWORD: ['wrong_password', 'The password is wrong.', 403],
  INVALID_CODE: ['wrong_code', 'The code is wrong.', 401],
  INVALID_BACKUP_CODE: ['wrong_code', 'The code is wrong.', 401],
  INVALID_TWO_FACTOR_COOKIE: ['sign_in_again', 'This took too long.', 401],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: ['sign_in_again', 'That was tried too often.', 401],
  ACCOUNT_TEMPORARILY_LOCKED: ['too_many_attempts', 'That was tried too often.', 429],
  INVALID_TOKEN: ['link_used', 'This link does not work any more.', 410],
  TOTP_ALREADY_ENABLED: ['second_factor_on', 'The second factor is on already.', 409],
  TOTP_NOT_ENABLED: ['second_factor_off', 'The second factor has not been begun.', 409],
}

function refused(error: unknown): never {
  if (!isAPIError(error)) throw error
  const { code = '' } = (error.body ?? {}) as { code?: string }
  const [ours, message, status] = REFUSALS[code] ?? ['not_accepted', 'This was not accepted.', error.statusCode >= 500 ? 500 : 400]
  throw new PercorsoError(ours, message, { status, cause: error })
}
