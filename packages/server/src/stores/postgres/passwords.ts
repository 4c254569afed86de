import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

export type Passwords = { owner: string; app: string; system: string; auth: string }

/** The passwords of the embedded server's roles: made up once, kept in a file that only we can read. */
export function keepPasswords(root: string): Passwords {
  const file = path.join(root, 'passwords.json')
  const kept = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<Passwords>) : {}
  const passwords = { owner: random(), app: random(), system: random(), auth: random(), ...kept }
  if (Object.keys(kept).length < Object.keys(passwords).length) writeWhole(file, JSON.stringify(passwords))
  return passwords
}

/** Runs `work` with a file that holds the owner's password, which is how initdb wants to be told. */
export function withPasswordFile<T>(root: string, passwords: Passwords, work: (file: string) => T): T {
  const file = path.join(root, 'owner.password')
  writeWhole(file, `${passwords.owner}\n`)
  const { uid, gid } = fs.statSync(root)
  fs.chownSync(file, uid, gid)
  try {
    return work(file)
  } finally {
    fs.rmSync(file, { force: true })
  }
}

// Renamed into place, so that a crash never leaves half a file that a later start would trust.
function writeWhole(file: string, text: string): void {
  fs.writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true })
  fs.renameSync(`${file}.new`, file)
}

function random(): string {
  return randomBytes(24).toString('base64url')
}
